// What can be wrong with an array file, or with turning its numbers into others.

public import Archives

/// What can be wrong with an array file, or with turning its numbers into others.
///
/// `file` is the path or, for an array in an archive, the path, a colon and the array's name.
public enum ArrayFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file cannot be reached, or is broken as an archive.
  case archive(ArchiveError)
  /// The file does not begin as a `.npy` file begins.
  case notNumpy(file: String)
  /// The header of a `.npy` file is broken.
  case header(file: String, problem: String)
  /// The header of a safetensors file is broken.
  case safetensors(file: String, problem: String)
  /// The elements are not plain real numbers.
  case unsupportedType(file: String, type: String, reason: String)
  /// The file has another length than its header promises.
  case wrongSize(file: String, expected: Int, found: Int)
  /// An element is no value of its type.
  case badElement(file: String, index: Int, problem: String)
  /// An archive has no array of this name.
  case missing(file: String, name: String)
  /// An element is not a whole number that fits into 64 bits.
  case notAnInteger(value: String, index: Int)

  public var description: String {
    switch self {
    case .archive(let error): "\(error)"
    case .notNumpy(let file): "\(file): not a .npy file"
    case .header(let file, let problem): "\(file): in the .npy header, \(problem)"
    case .safetensors(let file, let problem): "\(file): in the safetensors header, \(problem)"
    case .unsupportedType(let file, let type, let reason):
      "\(file): elements of type \(type) are not supported (\(reason))"
    case .wrongSize(let file, let expected, let found):
      "\(file): the header promises \(expected) bytes of elements, the file holds \(found)"
    case .badElement(let file, let index, let problem): "\(file): element \(index) \(problem)"
    case .missing(let file, let name): "\(file): has no array '\(name)'"
    case .notAnInteger(let value, let index):
      "element \(index) is \(value), which is not a whole number of 64 bits"
    }
  }
}
