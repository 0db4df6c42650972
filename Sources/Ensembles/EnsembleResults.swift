// EnsembleResults: the design with the outputs of its runs beside it, and why some have none.

public import PointSets

/// What became of the runs of an ensemble.
public struct EnsembleResults: Sendable {
  /// The name of the column that says why a run has no outputs; empty where it has.
  public static let failedColumn = "failed"

  /// The columns of the design, then the outputs, then ``failedColumn``.
  ///
  /// An output with the name of a column of the design is called `output.NAME`.
  public let table: PointTable
  /// One row for each failed run: its number from 1, attempts, exit status, reason, and the end of
  /// what it wrote on standard error.
  public let failures: PointTable
  public let doneCount: Int
  public let failedCount: Int
  /// Runs that were not finished, because the ensemble was stopped.
  public let openCount: Int

  init(design: PointTable, records: [RunRecord]) {
    var table = design
    var names: [String] = []
    var places: [String: Int] = [:]
    for output in records.flatMap(\.outputs) where places[output.name] == nil {
      places[output.name] = names.count
      names.append(output.name)
    }
    var columns = [[Double]](
      repeating: [Double](repeating: .nan, count: records.count), count: names.count)
    for (row, record) in records.enumerated() {
      for output in record.outputs {
        if let place = places[output.name] { columns[place][row] = output.value }
      }
    }
    for (name, values) in zip(names, columns) {
      let isTaken = design.hasColumn(name) || name == Self.failedColumn
      table = table.setting(.init(isTaken ? "output.\(name)" : name, values))
    }
    let reasons = records.map { record in
      switch record.status {
      case .done: ""
      case .failed: record.reason
      case .pending, .running: "not run"
      }
    }
    self.table = table.setting(.init(Self.failedColumn, text: reasons))
    failures = Self.failures(records.filter { $0.status == .failed })
    doneCount = records.count { $0.status == .done }
    failedCount = records.count { $0.status == .failed }
    openCount = records.count - doneCount - failedCount
  }

  private static func failures(_ records: [RunRecord]) -> PointTable {
    PointTable([
      .init("index", records.map { Double($0.index + 1) }),
      .init("attempts", records.map { Double($0.attempts) }),
      .init("exit", records.map { $0.exitStatus.map(Double.init) ?? .nan }),
      .init("reason", text: records.map(\.reason)),
      .init("stderr", text: records.map(\.errors)),
    ])
  }
}
