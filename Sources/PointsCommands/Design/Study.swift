// A study as it is read: a table of points, the space they lie in, and which of them failed.

import CommandSupport
import SampleDesign

struct Study {
  /// Whatever the file holds: coordinates, perhaps results.
  let table: PointTable
  let space: Domain
  /// The coordinates in the unit cube.
  let points: PointSet

  /// Reads a table; without a space its inputs are coordinates of the unit cube.
  init(contentsOf path: String, in options: StudyOptions) throws {
    try self.init(try PointTable(contentsOf: path), in: options)
  }

  init(_ table: PointTable, in options: StudyOptions) throws {
    self.table = table
    if options.space.isGiven {
      space = try Self.space(try options.space.space(), only: options.names)
      points = try space.unitPoints(table)
    } else {
      let names = options.names.isEmpty ? Self.inputNames(of: table) : options.names
      points = try Self.unitPoints(of: table, names)
      space = Domain(names.map { Variable($0, .uniform(lower: 0, upper: 1)) })
    }
  }

  /// `x1`, `x2`, and so on, as far as there are such columns; else all that hold numbers.
  private static func inputNames(of table: PointTable) -> [String] {
    let numbered = Array((1...).lazy.map { "x\($0)" }.prefix { table.hasColumn($0) })
    return numbered.isEmpty ? table.coordinateNames.filter { !notes.contains($0) } : numbered
  }

  private static func unitPoints(of table: PointTable, _ names: [String]) throws -> PointSet {
    do {
      return try table.points(names)
    } catch PointFileError.outsideUnitCube(let place, let column, let value) {
      let problem = PointFileError.outsideUnitCube(place: place, column: column, value: value)
      throw UsageError("\(problem); --domain FILE tells the units, --inputs which columns to read")
    }
  }

  /// The variables of these names alone, which a constraint among all forbids.
  private static func space(_ space: Domain, only names: [String]) throws -> Domain {
    guard !names.isEmpty else { return space }
    for name in names where !space.names.contains(name) {
      throw UsageError("--inputs: the domain has no variable '\(name)'")
    }
    guard space.constraints.isEmpty || names.count == space.dimension else {
      throw UsageError("--inputs: the domain's constraints need all of its variables")
    }
    return Domain(
      space.variables.filter { names.contains($0.name) }, constraints: space.constraints)
  }

  /// The column that says why a run has no result; empty where it has one.
  static let failureColumn = SimulatorRuns.failedColumn
  static let batchColumn = "batch"
  private static let notes = [failureColumn, batchColumn]

  /// The rows whose run failed: those named, or those whose column `failed` says why.
  func failures(named rows: [Int]) throws -> [Int] {
    if let strange = rows.first(where: { !(1...table.count).contains($0) }) {
      throw UsageError("--failed \(strange): the table has rows 1 to \(table.count)")
    }
    if !rows.isEmpty { return Set(rows.map { $0 - 1 }).sorted() }
    guard table.hasColumn(Self.failureColumn) else {
      throw UsageError(
        "no row is named by --failed, and the table has no column '\(Self.failureColumn)'")
    }
    return try Self.failures(in: table)
  }

  /// The rows whose column `failed`, where there is one, gives a reason.
  static func failures(in table: PointTable) throws -> [Int] {
    guard table.hasColumn(failureColumn) else { return [] }
    let reasons = try table.text(failureColumn)
    return reasons.indices.filter { !["", "0", "false"].contains(reasons[$0]) }
  }
}
