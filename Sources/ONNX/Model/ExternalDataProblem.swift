// ExternalDataProblem: what is wrong with data that a model keeps in another file.

/// What is wrong with data that a model keeps in another file.
public enum ExternalDataProblem: Error, Equatable, Sendable {
  case unknownFolder
  case missingLocation
  case unsafeLocation
  case leavesFolder
  case file(FileProblem)
  case invalidNumber(key: String, value: String)
  case outOfFile(offset: Int, length: Int, fileSize: Int)
}

extension ExternalDataProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownFolder: "the model was read from memory, with no folder to look in"
    case .missingLocation: "no location is given"
    case .unsafeLocation: "the location must be a relative path without '..'"
    case .leavesFolder: "the location leads out of the model's folder"
    case .file(let problem): "\(problem)"
    case .invalidNumber(let key, let value): "\(key) is not a number of bytes ('\(value)')"
    case .outOfFile(let offset, let length, let size):
      "\(length) bytes from byte \(offset) on are not in a file of \(size) bytes"
    }
  }
}
