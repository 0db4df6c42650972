// The summary: means, intervals, ratios and savings on results worked by hand.

import Foundation
import SamplePlanning
import Testing

@testable import Experiments

struct ExperimentSummaryTests {
  /// Random points err 8/√N; the other design half as much, each a little up and down.
  private func results(_ plan: ExperimentPlan) -> [ExperimentResult] {
    plan.cells.map { cell in
      let wobble = cell.seed.isMultiple(of: 2) ? 0.99 : 1.01
      let error = 8 / Double(cell.count).squareRoot() * (cell.design == "random" ? 1 : 0.5)
      return ExperimentResult(
        cell, testError: error * wobble, trainError: 0, predictedGap: nil, seconds: 1)
    }
  }

  private var plan: ExperimentPlan {
    ExperimentPlan(
      functions: ["branin"], designs: ["random", "lhs"], counts: [16, 64, 256], seeds: 4,
      models: [.mlp])
  }

  private func row(_ count: Int, _ design: String) throws -> SummaryRow {
    let summary = ExperimentSummary(plan, results(plan))
    return try #require(summary.rows.first { $0.count == count && $0.design == design })
  }

  @Test func meansRatiosAndGapsAreThoseOfTheResults() throws {
    let row = try row(64, "lhs")
    #expect(abs(row.testError - 0.5) < 1e-12)
    #expect(abs((row.ratioToRandom ?? 0) - 0.5) < 1e-12)
    // Squared errors .2450 and .2550, as the training error is 0.
    #expect(abs(row.gap - 0.2501) < 1e-3)
    let interval = try #require(row.interval)
    // Student's quantile for 3 degrees is 3.1824; the deviation .005 √(4/3), over √4.
    #expect(abs(interval.upper - 0.5 - 3.1824 * 0.005 * (4.0 / 3).squareRoot() / 2) < 1e-9)
    let ratio = try #require(row.ratioInterval)
    #expect(ratio.lower < 0.5 && ratio.upper > 0.5 && ratio.upper - ratio.lower < 0.03)
  }

  @Test func halfTheErrorSavesThreeOfFourRunsWhereErrorsFallAsTheRoot() throws {
    for count in [16, 64] {
      let row = try row(count, "lhs")
      #expect(abs((row.savings ?? 0) - 4) < 1e-9)
    }
    // An interval is given where no resampling leaves the curve: not at its ends.
    let summary = ExperimentSummary(plan, results(plan))
    let ends = summary.rows.filter { $0.design == "lhs" }.map { $0.savingsInterval == nil }
    #expect(ends.last == true)
  }

  @Test func nothingIsSaidBeyondTheCurveOfRandomPoints() throws {
    #expect(try row(256, "lhs").savings == nil)
    #expect(try row(64, "random").savings == nil)
    #expect(RunSavings(count: 10, random: [10, 20]).factor([[5], [4], [2]]) == nil)
  }

  @Test func savingsHaveAnIntervalWithinTheCurve() throws {
    let samples = [[2.0, 2.1, 1.9], [4, 4.2, 3.8], [1, 1.1, 0.9]]
    let savings = RunSavings(count: 16, random: [16, 256])
    let interval = try #require(bootstrapInterval(samples, seed: 1, savings.factor))
    let value = try #require(savings.factor(samples))
    #expect(abs(value - 4) < 1e-9)
    #expect(interval.lower < value && value < interval.upper)
  }

  @Test func curvesAreThePowerLawsOfTheErrors() throws {
    var plan = plan
    plan.counts = [16, 32, 64, 128, 256]
    let curves = ExperimentSummary(plan, results(plan)).curves
    #expect(curves.map(\.design) == ["random", "lhs"])
    for (curve, scale) in zip(curves, [8.0, 4]) {
      #expect(abs(curve.fit.exponent - 0.5) < 1e-3)
      #expect(abs(curve.fit.scale - scale) < 0.02 * scale)
      let interval = try #require(curve.exponentInterval)
      #expect(interval.lower <= 0.501 && interval.upper >= 0.499)
    }
    // Three counts are too few for a law with three unknowns.
    #expect(ExperimentSummary(self.plan, results(self.plan)).curves.isEmpty)
  }

  @Test func studentsQuantileIsTheKnownOne() {
    // The last three: 2.0395, 2.0003, 1.9840 in tables.
    for (degrees, quantile) in [
      (1, 12.7062), (5, 2.5706), (31, 2.0395), (60, 2.0003), (100, 1.984),
    ] {
      #expect(abs(studentQuantile(degrees) - quantile) < 0.002 * quantile)
    }
  }

  @Test func filesAreWrittenAndTheTableNamesEveryRow() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      let results = results(plan)
      let summary = ExperimentSummary(plan, results)
      let paths = try summary.write(results, to: folder)
      #expect(paths.count == 4)
      let text = try String(contentsOfFile: folder + "/summary.csv", encoding: .utf8)
      #expect(text.split(separator: "\n").count == 7)
      let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/summary.json"))
      #expect(try JSONDecoder().decode(ExperimentSummary.self, from: data) == summary)
      #expect(summary.markdown.contains("| 64 | lhs | 0.5 (0.491-0.509) | 0.5 ("))
    }
  }
}
