// What can be wrong with a compressed file or an archive, or with reaching it.

/// What can be wrong with a compressed file or an archive, or with reaching it.
///
/// The first value of each case names the file, the archive entry or the part of the format.
public enum ArchiveError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The bytes end before the format says that they do.
  case truncated(String)
  /// The bytes break a rule of the format.
  case malformed(String, problem: String)
  /// The bytes are not the ones that were stored.
  case checksum(String)
  /// The content is larger than the caller allows.
  case tooLarge(String, limit: Int)
  /// The format allows it, but this reader refuses it.
  case unsupported(String, feature: String)
  /// The archive has no entry of this name.
  case missing(String)
  /// The operating system refused the file.
  case file(String, problem: String)
  /// The error lies inside the file or archive of this name.
  indirect case within(String, ArchiveError)

  public var description: String {
    switch self {
    case .truncated(let name): "\(name): ends too early"
    case .malformed(let name, let problem): "\(name): \(problem)"
    case .checksum(let name): "\(name): the checksum does not match"
    case .tooLarge(let name, let limit): "\(name): larger than the limit of \(limit) bytes"
    case .unsupported(let name, let feature): "\(name): \(feature) is not supported"
    case .missing(let name): "\(name): no such entry"
    case .file(let path, let problem): "\(path): \(problem)"
    case .within(let name, let error): "\(name): \(error)"
    }
  }
}
