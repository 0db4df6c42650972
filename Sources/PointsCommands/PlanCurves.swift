// Learning curves from a table: of one function and one model, by design.

import CommandSupport
import SampleDesign

/// A learning curve's table, as people write it or as an experiment leaves it in `cells.csv`.
struct PlanCurves {
  let table: PointTable

  /// The trials of each design, of the rows where `function` and `model` are these.
  ///
  /// Columns: `size` or `count`, `error` or `test_error`, and `design` where there are several. Rows
  /// that name a failure are left out. A table of several functions or models needs a choice.
  func trials(function: String?, model: String?) throws -> [String: [LearningCurve.Trial]] {
    var kept = try finished()
    kept = try choosing("function", function, kept)
    kept = try choosing("model", model, kept)
    let rows = try kept.coordinates([
      name("size", or: "count", kept), name("error", or: "test_error", kept),
    ])
    let designs =
      kept.hasColumn("design") ? try kept.text("design") : rows.map { _ in RandomModel.name }
    var trials: [String: [LearningCurve.Trial]] = [:]
    for (design, row) in zip(designs, rows) {
      guard let size = Int(exactly: row[0]) else {
        throw PlanError.curveValue(size: row[0], error: row[1])
      }
      trials[design, default: []].append(LearningCurve.Trial(size: size, error: row[1]))
    }
    return trials
  }

  /// The rows that name no failure.
  private func finished() throws -> PointTable {
    guard table.hasColumn("failure") else { return table }
    let failures = try table.text("failure")
    return table.selectingRows(failures.indices.filter { failures[$0].isEmpty })
  }

  /// The rows of one value of a column, the only one if none is asked for.
  private func choosing(
    _ column: String, _ wanted: String?, _ rows: PointTable
  ) throws -> PointTable {
    guard rows.hasColumn(column) else {
      guard wanted == nil else {
        throw UsageError("--\(column): the learning curve has no column '\(column)'")
      }
      return rows
    }
    let values = try rows.text(column)
    let known = Set(values).sorted()
    guard let chosen = wanted ?? (known.count <= 1 ? known.first : nil) else {
      throw UsageError(
        "--\(column) is needed: the learning curve has \(known.joined(separator: ", "))")
    }
    guard known.contains(chosen) else {
      throw UsageError(
        "--\(column): the learning curve has no '\(chosen)'; it has "
          + known.joined(separator: ", "))
    }
    return rows.selectingRows(values.indices.filter { values[$0] == chosen })
  }

  private func name(_ plain: String, or written: String, _ rows: PointTable) -> String {
    !rows.hasColumn(plain) && rows.hasColumn(written) ? written : plain
  }
}
