// ExperimentRunner: runs the cells of a plan that are not done yet, on several threads.

import Foundation
import NumericalMethods
import Simulators
import Synchronization
import Tensors

/// How far an experiment is.
public struct ExperimentProgress: Sendable {
  public let done: Int
  public let total: Int
  /// A guess at the seconds that are left.
  public let secondsLeft: Double
}

/// Runs an experiment in a folder, and goes on with it where it was.
///
/// A cell depends on the plan's seed and on its own names and numbers only, so the results are the
/// same on any number of threads and after any interruption.
public struct ExperimentRunner: Sendable {
  public let plan: ExperimentPlan
  public let folder: String
  public var jobs = 1
  /// Predicts the root mean square of the gap, to stand beside the measured one.
  public var predictGap: (@Sendable (GapQuestion) -> Double?)?

  public init(_ plan: ExperimentPlan, folder: String) { (self.plan, self.folder) = (plan, folder) }

  /// Runs what is left, and returns all results in the order of the plan.
  ///
  /// `limit`: how many cells to run at most.
  public func run(
    limit: Int = .max, progress: @escaping @Sendable (ExperimentProgress) -> Void = { _ in }
  ) throws(ExperimentError) -> [ExperimentResult] {
    try plan.check()
    let journal = try ExperimentJournal(folder: folder, plan: plan)
    let finished = Set(journal.results.map(\.cell))
    let left = Array(plan.cells.filter { !finished.contains($0) }.prefix(limit))
    let tests = try testSets(left)
    let state = Mutex(RunState(journal: journal, left: left))
    let start = ContinuousClock.now
    _ = concurrentMap(left.count, jobs: jobs) { index in
      guard state.withLock({ $0.failure == nil }) else { return }
      Runtime.setThreadCount(1)
      guard let target = try? ExperimentTarget(left[index].function),
        let test = tests[target.simulator.name]
      else { return }
      let result = CellRun(
        cell: left[index], target: target, test: test, seed: plan.seed, predictGap: predictGap
      ).result()
      state.withLock { $0.keep(result, since: start, progress) }
    }
    let order = Dictionary(
      uniqueKeysWithValues: plan.cells.enumerated().map { ($0.element, $0.offset) })
    let (results, failure) = state.withLock { ($0.journal.results, $0.failure) }
    if let failure { throw failure }
    return results.sorted { (order[$0.cell] ?? 0) < (order[$1.cell] ?? 0) }
  }

  private func testSets(_ cells: [ExperimentCell]) throws(ExperimentError) -> [String: TestSet] {
    var sets: [String: TestSet] = [:]
    for cell in cells {
      let simulator = try ExperimentTarget(cell.function).simulator
      guard sets[simulator.name] == nil else { continue }
      var set = try TestSet(
        of: simulator, count: plan.testCount, seed: plan.seed, folder: folder, jobs: jobs)
      if plan.models.contains(.mean) {
        try set.addReferenceMeans(of: simulator, folder: folder, jobs: jobs)
      }
      sets[simulator.name] = set
    }
    return sets
  }
}

/// What the threads of a run share.
private struct RunState {
  let journal: ExperimentJournal
  let left: [ExperimentCell]
  var done = 0
  var doneWork = 0.0
  let work: Double
  var failure: ExperimentError?

  init(journal: ExperimentJournal, left: [ExperimentCell]) {
    (self.journal, self.left) = (journal, left)
    work = left.reduce(0) { $0 + Self.work($1) }
  }

  /// How long a cell takes, in no unit.
  static func work(_ cell: ExperimentCell) -> Double {
    let count = Double(cell.count)
    return switch cell.model {
    case .mlp: 100 + count
    case .gp: 30 + count + count * count * count / 1e5
    case .mean: 1 + count / 10
    }
  }

  mutating func keep(
    _ result: ExperimentResult, since start: ContinuousClock.Instant,
    _ progress: (ExperimentProgress) -> Void
  ) {
    do throws(ExperimentError) {
      try journal.append(result)
    } catch { failure = error }
    done += 1
    doneWork += Self.work(result.cell)
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    progress(
      ExperimentProgress(
        done: done, total: left.count, secondsLeft: elapsed / doneWork * (work - doneWork)))
  }
}
