// What cannot be written, and why.

/// Why a report could not be written.
public enum ReportError: Error, Equatable, CustomStringConvertible {
  /// The name of the file ends with nothing that a writer answers to.
  case unknownKind(path: String)
  case file(path: String, problem: String)

  public var description: String {
    switch self {
    case .unknownKind(let path):
      "\(path): a report ends with .html, .md, .txt or .json"
    case .file(let path, let problem):
      "\(path): \(problem)"
    }
  }
}
