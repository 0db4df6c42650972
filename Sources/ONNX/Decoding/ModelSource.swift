// ModelSource: where a model is read from, as every step of decoding needs it.

/// Where a model is read from: the name for errors, the folder for external data, and the limits.
struct ModelSource: Sendable {
  let file: String
  let folder: String?
  let options: ModelReaderOptions
  /// How many graphs the one that is read stands inside of.
  private(set) var nesting = 0

  init(file: String, folder: String?, options: ModelReaderOptions) {
    (self.file, self.folder, self.options) = (file, folder, options)
  }

  /// The most graphs inside each other: decoding recurses, and a thread's stack is short.
  static let nestingLimit = 8

  /// The same for a graph inside the one that is read.
  ///
  /// - `place`: what holds it, for the error if it is too deep.
  func inside(_ place: String) throws(ModelFileError) -> ModelSource {
    guard nesting < Self.nestingLimit else {
      throw .malformed(
        file: file,
        reason: "\(place): graphs stand inside each other more than"
          + " \(Self.nestingLimit) deep")
    }
    var inner = self
    inner.nesting += 1
    return inner
  }
}
