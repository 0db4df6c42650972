// A study as it is read: a table of points, the space they lie in, and which of them failed.

import CommandSupport
import SampleDesign

struct Study {
  /// Whatever the file holds: coordinates, perhaps results.
  let table: PointTable
  let space: Domain
  /// The coordinates in the unit cube.
  let points: PointSet

  /// Reads a table; without a space its numbers are points of the unit cube.
  ///
  /// `columns`: those that are coordinates; by default all that hold numbers.
  init(contentsOf path: String, in options: SpaceOptions, columns: [String] = []) throws {
    table = try PointTable(contentsOf: path)
    if options.isGiven {
      space = try options.space()
      points = try space.unitPoints(table)
    } else {
      let names = columns.isEmpty ? table.numberNames.filter { !Self.notes.contains($0) } : columns
      points = try table.points(names)
      space = Domain(names.map { Variable($0, .uniform(lower: 0, upper: 1)) })
    }
  }

  /// The column that says why a run has no result; empty where it has one.
  static let failureColumn = "failed"
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
    let reasons = try table.text(Self.failureColumn)
    return reasons.indices.filter { !["", "0", "false"].contains(reasons[$0]) }
  }
}
