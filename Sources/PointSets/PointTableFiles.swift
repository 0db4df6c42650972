// Tables in files: CSV, JSON or .npy by the end of the name, within a limit.

import Archives
public import ArrayFiles
import Foundation

/// The largest file of points that is read unless the caller says otherwise: 1 GiB.
public let defaultPointFileLimit = 1 << 30

/// JSON takes many times its size in memory while it is read: at most 256 MiB.
private let largestJSONFile = 1 << 28

/// The formats of a file of points, by the end of its name.
public enum PointFileFormat: String, Sendable, CaseIterable {
  case csv, json, npy

  /// The format that a path's ending names; a `.gz` behind it is no matter.
  public init(path: String) throws(PointFileError) {
    var name = path.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    guard let format = Self.allCases.first(where: { name.hasSuffix(".\($0)") }) else {
      throw .unknownFormat(file: path)
    }
    self = format
  }
}

extension PointTable {
  /// Reads a CSV, JSON or `.npy` file, or one inside gzip, of at most `limit` bytes.
  ///
  /// A file without a row is refused.
  public init(
    contentsOf path: String, limit: Int = defaultPointFileLimit
  ) throws(PointFileError) {
    let format = try PointFileFormat(path: path)
    let table: PointTable
    switch format {
    case .npy:
      let array: NumberArray
      do { array = try NumberArray(npy: path, limit: limit) } catch { throw .array(error) }
      table = try PointTable(array, file: path)
    case .csv, .json:
      let data: Data
      let limit = format == .json ? min(limit, largestJSONFile) : limit
      do { data = try FileReading.read(path: path, limit: limit) } catch { throw .archive(error) }
      table =
        try format == .csv
        ? PointTable(csvData: data, file: path) : PointTable(jsonData: data, file: path)
    }
    guard table.count > 0 else { throw .empty(file: path, what: "there is no row") }
    self = table
  }

  /// An array of one row a point, as `.npy` holds it; its columns are named `x1`, `x2`, and so on.
  ///
  /// A vector is one column.
  public init(_ array: NumberArray, file: String = "the array") throws(PointFileError) {
    guard (1...2).contains(array.shape.count) else {
      throw .malformed(
        place: file, problem: "an array of shape \(array.shape) is no table; it needs 2 dimensions")
    }
    let (rows, width) = (array.shape[0], array.shape.count == 2 ? array.shape[1] : 1)
    guard width > 0 else { throw .empty(file: file, what: "there are no columns") }
    guard width <= Self.largestColumnCount else {
      throw .malformed(place: file, problem: "\(width) columns are absurdly many")
    }
    let numbers = array.doubles()
    let columns = (0..<width).map { column in
      Column("x\(column + 1)", (0..<rows).map { numbers[$0 * width + column] })
    }
    self.init(columns, count: rows, source: TableSource(file: file))
  }

  /// The numbers as an array of one row a point; the names are lost.
  public func array(file: String = "the array") throws(PointFileError) -> NumberArray {
    var numbers = [Double](repeating: 0, count: count * columns.count)
    for (index, column) in columns.enumerated() {
      guard case .numbers(let values) = column.values else {
        throw .textColumn(file: file, name: column.name)
      }
      for (row, value) in values.enumerated() { numbers[row * columns.count + index] = value }
    }
    return NumberArray(numbers, shape: [count, columns.count])
  }

  /// Writes the format that the path's ending names, whole or not at all.
  public func write(to path: String) throws(PointFileError) {
    var data =
      switch try PointFileFormat(path: path) {
      case .csv: csvData()
      case .json: jsonData()
      case .npy: try array(file: path).npyData()
      }
    do {
      if path.lowercased().hasSuffix(".gz") { data = try Gzip.deflate(data) }
      try FileWriting.write(data, to: path)
    } catch { throw .archive(error) }
  }
}
