// What can be wrong with a file of points, or with what is asked of it.

public import Archives
public import ArrayFiles

/// What can be wrong with a file of points, or with what is asked of it.
///
/// `place` is the file and the line or row, as in `points.csv, line 3`; `column` is a column's name.
public enum PointFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file cannot be reached, is too large, or is broken as an archive.
  case archive(ArchiveError)
  /// The file is no `.npy` file of real numbers.
  case array(ArrayFileError)
  /// The name of the file ends in none of `.csv`, `.json` and `.npy`.
  case unknownFormat(file: String)
  /// The file holds no header, or no row.
  case empty(file: String, what: String)
  /// The text breaks a rule of the format.
  case malformed(place: String, problem: String)
  /// A row has more or fewer fields than the header.
  case fieldCount(place: String, expected: Int, found: Int)
  /// Two columns have the same name.
  case duplicateColumn(file: String, name: String)
  /// No column has this name.
  case missingColumn(file: String, name: String, known: [String])
  /// A field where a number is wanted holds something else.
  case notANumber(place: String, column: String, text: String)
  /// A coordinate is infinite, not a number, or missing.
  case notFinite(place: String, column: String, value: String)
  /// A coordinate that is to be one of the unit cube is not.
  case outsideUnitCube(place: String, column: String, value: Double)
  /// The format holds numbers only.
  case textColumn(file: String, name: String)

  public var description: String {
    switch self {
    case .archive(let error): "\(error)"
    case .array(let error): "\(error)"
    case .unknownFormat(let file):
      "\(file): the name does not end in .csv, .json or .npy (or those and .gz)"
    case .empty(let file, let what): "\(file): \(what)"
    case .malformed(let place, let problem): "\(place): \(problem)"
    case .fieldCount(let place, let expected, let found):
      "\(place): \(found) fields where the header has \(expected)"
    case .duplicateColumn(let file, let name): "\(file): two columns are named '\(name)'"
    case .missingColumn(let file, let name, let known):
      "\(file): no column is named '\(name)'; there are \(listed(known))"
    case .notANumber(let place, let column, let text):
      "\(place), column '\(column)': '\(shortened(text))' is no number"
    case .notFinite(let place, let column, let value):
      "\(place), column '\(column)': \(value) is no coordinate"
    case .outsideUnitCube(let place, let column, let value):
      "\(place), column '\(column)': \(value) is outside the unit cube, 0 to 1"
    case .textColumn(let file, let name):
      "\(file): column '\(name)' is text, and this format holds numbers only"
    }
  }
}

/// The first few names, quoted.
private func listed(_ names: [String]) -> String {
  let first = names.prefix(12).map { "'\(shortened($0))'" }.joined(separator: ", ")
  return names.isEmpty ? "none" : names.count > 12 ? first + " and more" : first
}

/// A piece of a file that may be of any length, for an error of one line.
func shortened(_ text: String) -> String { text.count > 40 ? text.prefix(40) + "…" : text }
