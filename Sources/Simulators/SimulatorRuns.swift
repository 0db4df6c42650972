// SimulatorRuns: a simulator at every row of a table, failures kept beside the results.

import Domains
import NumericalMethods
public import PointSets

/// How the columns of a table give the inputs of a simulator.
public enum InputColumns: String, Sendable, Hashable, CaseIterable {
  /// Physical if the columns have the variables' own names, and unit otherwise.
  case auto
  /// In the units of the variables, by their names.
  case physical
  /// Points of the unit cube: by the names `x1`, `x2`, …, or all columns of numbers in their order.
  case unit
}

/// The runs of a simulator at the rows of a table.
public struct SimulatorRuns: Sendable {
  public let simulator: any Simulator
  /// The table that the inputs came from.
  public let table: PointTable
  /// The inputs, in physical units.
  public let inputs: [[Double]]
  /// One result for each row.
  public let results: [Result<[Double], SimulatorError>]

  /// The column that says why a run has no result; empty where it has one.
  public static let failedColumn = "failed"

  /// How many runs failed.
  public var failureCount: Int { results.count { (try? $0.get()) == nil } }

  /// Runs a simulator at every row, on several threads.
  ///
  /// `finished`: called with how many runs are done, on any thread, one at a time.
  public init(
    of simulator: any Simulator, at table: PointTable, columns: InputColumns = .auto,
    jobs: Int = 1, finished: @Sendable (Int) -> Void = { _ in }
  ) throws(PointFileError) {
    let inputs = try Self.inputs(of: simulator, in: table, columns)
    (self.simulator, self.table, self.inputs) = (simulator, table, inputs)
    results = concurrentMap(inputs.count, jobs: jobs, finished: finished) { row in
      Result { () throws(SimulatorError) in try simulator.run(inputs[row]) }
    }
  }

  private static func inputs(
    of simulator: any Simulator, in table: PointTable, _ columns: InputColumns
  ) throws(PointFileError) -> [[Double]] {
    let names = simulator.domain.variables.map(\.name)
    let generic = (1...names.count).map { "x\($0)" }
    let isPhysical =
      switch columns {
      case .physical: true
      case .unit: false
      case .auto: names != generic && names.allSatisfy(table.hasColumn)
      }
    if isPhysical { return try table.coordinates(names) }
    // A file without the usual names may hold nothing but the coordinates, whatever they are called.
    let isPlain = !generic.allSatisfy(table.hasColumn) && table.numberNames.count == names.count
    let points = try table.points(isPlain ? table.numberNames : generic)
    return (0..<points.count).map { simulator.domain.physical(points[$0]) }
  }

  /// The table with the inputs, the outputs, and why a run failed where one did.
  ///
  /// The outputs of a failed run are missing numbers. The inputs are added under the variables' names
  /// unless the table has such columns.
  public var outputTable: PointTable {
    var result = table
    for (axis, variable) in simulator.domain.variables.enumerated()
    where !table.hasColumn(variable.name) {
      result = result.setting(.init(variable.name, inputs.map { $0[axis] }))
    }
    for (index, output) in simulator.outputs.enumerated() {
      let values = results.map { (try? $0.get())?[index] ?? .nan }
      result = result.setting(.init(output.name, values))
    }
    guard failureCount > 0 else { return result }
    let reasons = results.map { result in
      if case .failure(let error) = result { error.description } else { "" }
    }
    return result.setting(.init(Self.failedColumn, text: reasons))
  }
}
