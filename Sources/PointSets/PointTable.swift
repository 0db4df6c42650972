// PointTable: named columns of equal length, as files of points and of results hold them.

/// Named columns of equal length: coordinates, and beside them results, flags and words.
///
/// It remembers the file and line that each row came from, for errors; two tables are equal if
/// their columns are.
public struct PointTable: Sendable {
  /// A named column of numbers or of words.
  public struct Column: Sendable, Hashable {
    public let name: String
    public let values: Values

    public init(_ name: String, _ numbers: [Double]) {
      (self.name, values) = (name, .numbers(numbers))
    }

    public init(_ name: String, text: [String]) { (self.name, values) = (name, .text(text)) }
  }

  /// The values of a column; a number that is missing is NaN.
  public enum Values: Sendable, Hashable {
    case numbers([Double])
    case text([String])

    public var count: Int {
      switch self {
      case .numbers(let numbers): numbers.count
      case .text(let text): text.count
      }
    }
  }

  public let columns: [Column]
  /// The number of rows.
  public let count: Int
  let source: TableSource

  /// Columns of equal length with different names.
  public init(_ columns: [Column]) {
    self.init(columns, count: columns.first?.values.count ?? 0, source: TableSource())
  }

  init(_ columns: [Column], count: Int, source: TableSource) {
    precondition(
      columns.allSatisfy { $0.values.count == count },
      "columns of \(columns.map(\.values.count)) values are no table")
    precondition(
      Set(columns.map(\.name)).count == columns.count,
      "columns \(columns.map(\.name)) share a name")
    (self.columns, self.count, self.source) = (columns, count, source)
  }

  public var names: [String] { columns.map(\.name) }

  /// The names of the columns that hold numbers.
  public var numberNames: [String] {
    columns.compactMap { if case .numbers = $0.values { $0.name } else { nil } }
  }

  public func hasColumn(_ name: String) -> Bool { columns.contains { $0.name == name } }

  /// The file and line of a row, or its number where it came from no file.
  public func place(_ row: Int) -> String { source.place(row) }
}

extension PointTable: Hashable {
  public static func == (left: Self, right: Self) -> Bool { left.columns == right.columns }

  public func hash(into hasher: inout Hasher) { hasher.combine(columns) }
}

/// Where the rows of a table come from.
struct TableSource: Sendable {
  var file = "the table"
  /// The line of each row, where the file has lines.
  var lines: [Int32]?
  /// The row of the file that each row was, where some were left out.
  var rows: [Int]?

  func place(_ row: Int) -> String {
    let original = rows?[row] ?? row
    guard let lines else { return "\(file), row \(original + 1)" }
    return "\(file), line \(lines[original])"
  }

  func selecting(_ chosen: [Int]) -> TableSource {
    TableSource(file: file, lines: lines, rows: chosen.map { rows?[$0] ?? $0 })
  }
}
