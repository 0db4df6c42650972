// What can be wrong with the files of a data set, or with what is asked of them.

public import Archives
public import ArrayFiles
public import PointSets

/// What can be wrong with the files of a data set, or with what is asked of them.
///
/// `place` is a file and the item, record, line or element in it.
public enum DataSetError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file cannot be reached, is too large, or is broken as an archive.
  case archive(ArchiveError)
  /// An array file is broken.
  case array(ArrayFileError)
  /// A table is broken.
  case table(PointFileError)
  /// A file or folder that the data set consists of is not there.
  case missing(path: String, remedy: String)
  /// The bytes break a rule of the format.
  case malformed(place: String, problem: String)
  /// A label names no class.
  case labelOutOfRange(place: String, label: Int, classes: ClosedRange<Int>)
  /// An image cannot be decoded.
  case image(place: String, problem: String)
  /// No data set is called so.
  case unknown(String, known: [String])
  /// The data set has no such part, column or form.
  case unsupported(String, problem: String)

  public var description: String {
    switch self {
    case .archive(let error): "\(error)"
    case .array(let error): "\(error)"
    case .table(let error): "\(error)"
    case .missing(let path, let remedy): "\(path): there is no such file or folder; \(remedy)"
    case .malformed(let place, let problem): "\(place): \(problem)"
    case .labelOutOfRange(let place, let label, let classes):
      "\(place): the label \(label) is outside \(classes.lowerBound) to \(classes.upperBound)"
    case .image(let place, let problem): "\(place): \(problem)"
    case .unknown(let name, let known):
      "no data set is called '\(name)'; there are \(known.joined(separator: ", "))"
    case .unsupported(let what, let problem): "\(what): \(problem)"
    }
  }
}
