// The experiment runner: the same results however it is cut, and nothing lost by a kill.

import Foundation
import PointSets
import Testing

@testable import Experiments

/// A folder that is gone after the body.
func withFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

/// A small plan.
func smallPlan() -> ExperimentPlan {
  var plan = ExperimentPlan(
    functions: ["branin", "icf:bang_time"], designs: ["random", "lhs"], counts: [8, 16], seeds: 2,
    models: [.gp])
  plan.testCount = 64
  return plan
}

/// What a result says apart from its time.
private func essence(_ results: [ExperimentResult]) -> [[String]] {
  results.map {
    ["\($0.cell)", "\($0.testError ?? -1)", "\($0.trainError ?? -1)", $0.failure ?? ""]
  }
}

struct ExperimentRunnerTests {
  @Test func resultsDoNotDependOnThreadsOrInterruptions() throws {
    try withFolder { whole in
      try withFolder { parts in
        let all = try ExperimentRunner(smallPlan(), folder: whole).run()
        #expect(all.count == 16)
        #expect(all.map(\.cell) == smallPlan().cells)
        #expect(all.allSatisfy { $0.failure == nil && ($0.testError ?? -1) > 0 })
        var other = ExperimentRunner(smallPlan(), folder: parts)
        other.jobs = 2
        #expect(try other.run(limit: 5).count == 5)
        #expect(try other.run(limit: 3).count == 8)
        #expect(essence(try other.run()) == essence(all))
      }
    }
  }

  @Test func aTornLastLineIsDroppedAndItsCellRunAgain() throws {
    try withFolder { folder in
      let runner = ExperimentRunner(smallPlan(), folder: folder)
      let first = try runner.run(limit: 4)
      let url = URL(fileURLWithPath: folder + "/cells.jsonl")
      let data = try Data(contentsOf: url)
      try data.dropLast(20).write(to: url)
      #expect(try runner.run(limit: 0).count == 3)
      #expect(essence(try runner.run(limit: 1)) == essence(first))
      // Also where the header itself was torn.
      try data.prefix(30).write(to: url)
      #expect(try runner.run(limit: 2).count == 2)
    }
  }

  @Test func finishedCellsAreNotRunAgain() throws {
    try withFolder { folder in
      let runner = ExperimentRunner(smallPlan(), folder: folder)
      let first = try runner.run(limit: 3)
      // The seconds are those of the first run, to the last digit.
      #expect(Array(try runner.run().prefix(3)) == first)
    }
  }

  @Test func changedOptionsAreRefusedByName() throws {
    try withFolder { folder in
      _ = try ExperimentRunner(smallPlan(), folder: folder).run(limit: 1)
      var plan = smallPlan()
      plan.seeds = 3
      #expect(throws: ExperimentError.otherPlan(folder: folder, option: "seeds")) {
        try ExperimentRunner(plan, folder: folder).run()
      }
    }
  }

  @Test func aJournalOfRubbishIsRefusedByItsLine() throws {
    try withFolder { folder in
      _ = try ExperimentRunner(smallPlan(), folder: folder).run(limit: 1)
      let url = URL(fileURLWithPath: folder + "/cells.jsonl")
      try (Data(contentsOf: url) + Data("rubbish\n".utf8)).write(to: url)
      let path = folder + "/cells.jsonl"
      #expect(throws: ExperimentError.file(path, problem: "line 3 is no result")) {
        try ExperimentRunner(smallPlan(), folder: folder).run()
      }
    }
  }

  @Test func aDesignThatDoesNotExistIsAResultThatSaysSo() throws {
    try withFolder { folder in
      var plan = smallPlan()
      // No full grid of two dimensions has 7 points.
      (plan.designs, plan.counts, plan.functions) = (["random", "grid"], [7], ["branin"])
      let results = try ExperimentRunner(plan, folder: folder).run()
      let failed = results.filter { $0.failure != nil }
      #expect(failed.map(\.cell.design) == ["grid", "grid"])
      let summary = ExperimentSummary(plan, results)
      #expect(summary.rows.map(\.design) == ["random"])
      #expect(summary.failures.count == 1)
    }
  }

  @Test func plansThatCannotRunAreRefused() {
    let changes: [(inout ExperimentPlan) -> Void] = [
      { $0.functions = ["nothing"] }, { $0.functions = ["icf:nothing"] }, { $0.designs = ["no"] },
      { $0.designs = [] }, { $0.counts = [1] }, { $0.counts = [8, 8] }, { $0.seeds = 0 },
      { $0.testCount = 1 },
    ]
    for change in changes {
      var plan = smallPlan()
      change(&plan)
      #expect(throws: ExperimentError.self) { try plan.check() }
    }
  }

  @Test func predictedGapsStandBesideTheMeasuredOnes() throws {
    try withFolder { folder in
      var plan = smallPlan()
      (plan.functions, plan.counts, plan.designs) = (["branin"], [8], ["random"])
      var runner = ExperimentRunner(plan, folder: folder)
      runner.predictGap = { question in
        Double(question.design.count) + Double(question.points.count) / 100
      }
      let results = try runner.run()
      #expect(results.allSatisfy { $0.predictedGap == 8.64 })
    }
  }
}
