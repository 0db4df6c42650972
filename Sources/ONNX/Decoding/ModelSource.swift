// ModelSource: where a model is read from, as every step of decoding needs it.

/// Where a model is read from: the name for errors, the folder for external data, and the limits.
struct ModelSource: Sendable {
  let file: String
  let folder: String?
  let options: ModelReaderOptions
}
