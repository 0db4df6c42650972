// FileProblem: why the bytes of a file cannot be had.

/// Why the bytes of a file cannot be had.
public enum FileProblem: Error, Equatable, Sendable {
  case missing
  /// A folder, a device or a pipe.
  case notARegularFile
  case tooLarge(bytes: Int, limit: Int)
  /// The system refused; the reason is its own.
  case refused(reason: String)
}

extension FileProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing: "there is no such file"
    case .notARegularFile: "not a regular file"
    case .tooLarge(let bytes, let limit): "\(bytes) bytes are more than the limit of \(limit)"
    case .refused(let reason): reason
    }
  }
}
