import Foundation
import NumericalMethods
import SamplePlanning
import Testing

struct LearningCurveTests {
  /// Errors that follow a power law with an offset, with a little even noise.
  static func trials(
    floor: Double, scale: Double, exponent: Double, noise: Double = 0, seed: UInt64 = 1
  ) -> [LearningCurve.Trial] {
    var generator = SeededGenerator(seed: seed)
    return [20, 40, 80, 160, 320].flatMap { size in
      (0..<4).map { _ in
        let error = floor + scale * pow(Double(size), -exponent)
        return LearningCurve.Trial(
          size: size, error: error * (1 + noise * (2 * generator.uniform() - 1)))
      }
    }
  }

  @Test(arguments: [(0.0, 3.0, 0.5), (0.1, 2, 1), (0.02, 5, 1.7)])
  func exactCurvesAreFoundAgain(_ floor: Double, _ scale: Double, _ exponent: Double) throws {
    var generator = SeededGenerator(seed: 1)
    let curve = try LearningCurve(
      Self.trials(floor: floor, scale: scale, exponent: exponent), resamplings: 0,
      using: &generator)
    #expect(abs(curve.fit.exponent - exponent) < 1e-3 * exponent)
    #expect(abs(curve.fit.floor - floor) < 1e-3)
    #expect(abs(curve.fit.error(at: 1280) / (floor + scale * pow(1280, -exponent)) - 1) < 1e-2)
  }

  @Test func intervalHoldsTheTruthUnderNoise() throws {
    var held = 0
    for seed in 1...20 {
      let trials = Self.trials(
        floor: 0.05, scale: 2, exponent: 0.8, noise: 0.2, seed: UInt64(seed))
      let plan = try SamplePlan(learningCurves: ["random": trials], PlanRequest(target: 0.1))
      let interval = try #require(plan.scenarios[0].designs[0].interval)
      // 2 N^-0.8 = 0.05.
      let truth = Int(pow(40, 1.25).rounded(.up))
      if (interval.lower ?? Int.max) <= truth, truth <= (interval.upper ?? Int.max) { held += 1 }
    }
    #expect(held >= 15)
  }

  @Test func nothingIsPredictedBeyondFourTimesTheLargestSize() throws {
    let trials = Self.trials(floor: 0, scale: 1, exponent: 0.5)
    // 1/√1280 = 0.02795.
    let near = try SamplePlan(learningCurves: ["random": trials], PlanRequest(target: 0.0281))
    #expect(near.scenarios[0].designs[0].count == 1267)
    let far = try SamplePlan(learningCurves: ["random": trials], PlanRequest(target: 0.0278))
    #expect(far.scenarios[0].designs[0].count == nil)
    #expect(far.scenarios[0].designs[0].note.contains("too far to extrapolate"))
    #expect(far.scenarios[0].designs[0].curve.allSatisfy { $0.count <= 1280 })
  }

  @Test func errorsThatLevelOffAreSaidTo() throws {
    let trials = Self.trials(floor: 0.3, scale: 1, exponent: 1)
    let plan = try SamplePlan(learningCurves: ["random": trials], PlanRequest(target: 0.2))
    #expect(plan.scenarios[0].designs[0].note.contains("level off"))
  }

  @Test func designsAreComparedByTheirErrors() throws {
    let plan = try SamplePlan(
      learningCurves: [
        "poisson-disk": Self.trials(floor: 0, scale: 1, exponent: 0.5),
        "random": Self.trials(floor: 0, scale: 2, exponent: 0.5),
      ], PlanRequest(target: 0.2))
    let rows = plan.scenarios[0].designs
    #expect(rows.map(\.name) == ["random", "poisson-disk"])
    #expect(rows.map(\.count) == [100, 25])
    #expect(rows[1].ratioToRandom == 0.25)
    #expect(plan.budget == 320 && plan.scenarios[0].verdict.advice == .worthDesigning)
    #expect(abs(plan.scenarios[0].verdict.gain - 0.25) < 1e-6)
  }

  @Test func verdictIsUnknownWhereTheCurvesSayNothing() throws {
    let trials = Self.trials(floor: 0, scale: 1, exponent: 0.5)
    let one = try SamplePlan(learningCurves: ["random": trials], PlanRequest(target: 0.2))
    #expect(one.scenarios[0].verdict.advice == .unknown)
    let other = try SamplePlan(learningCurves: ["lhs": trials], PlanRequest(target: 0.2))
    #expect(other.scenarios[0].verdict.advice == .unknown)
    // Four times 320 is the end.
    for (budget, isKnown) in [(1280, true), (1281, false)] {
      let far = try SamplePlan(
        learningCurves: ["random": trials, "lhs": trials],
        PlanRequest(target: 0.2, budget: budget))
      #expect((far.scenarios[0].verdict.advice != .unknown) == isKnown)
      #expect((far.scenarios[0].designs[1].gapAtBudget != nil) == isKnown)
    }
  }

  @Test func smallStudiesAreRefused() {
    let trials = Self.trials(floor: 0, scale: 1, exponent: 0.5)
    var generator = SeededGenerator(seed: 1)
    #expect(throws: PlanError.tooFewSizes(count: 4, needed: 5)) {
      try LearningCurve(
        trials.filter { $0.size < 320 }, resamplings: 0, using: &generator)
    }
    #expect(throws: PlanError.tooFewRepeats(size: 320, count: 2, needed: 3)) {
      try LearningCurve(Array(trials.dropLast(2)), resamplings: 0, using: &generator)
    }
    #expect(throws: PlanError.self) {
      try LearningCurve(
        trials + [LearningCurve.Trial(size: 20, error: .nan)], resamplings: 0, using: &generator)
    }
  }
}
