import Foundation
import NumericalMethods
import PointSets
import SamplePlanning
import Spectra
import Testing

struct PilotPlanTests {
  static func random(_ count: Int, _ dimension: Int, seed: UInt64) -> PointSet {
    var generator = SeededGenerator(seed: seed)
    return PointSet(
      coordinates: (0..<count * dimension).map { _ in generator.uniform() }, dimension: dimension)
  }

  /// Two waves of power 1/2 and 1/8 and noise of power 1/12 · 0.36 = 0.03 that no design can mend.
  static func output(_ points: PointSet, noise seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<points.count).map { point in
      let (x, y) = (points[point, 0], points[point, 1])
      return cos(2 * .pi * x) + 0.5 * cos(2 * .pi * (x - 2 * y) + 1) + 0.6 * generator.uniform()
    }
  }

  @Test func wavesAreFoundInNoise() throws {
    let points = Self.random(400, 2, seed: 4)
    var generator = SeededGenerator(seed: 1)
    let pilot = try PilotSpectrum(
      points: points, outputs: Self.output(points, noise: 9), resamplings: 0, using: &generator)
    let found = (0..<pilot.function.modes.count).filter { pilot.function.powers[$0] > 0.02 }
    #expect(found.map { Array(pilot.function.modes[$0]) } == [[1, 0], [1, -2]])
    let power = try #require(found.first.map { pilot.function.powers[$0] })
    #expect(abs(power - 0.25) < 0.05)
    #expect(abs(pilot.deviation - 0.655.squareRoot()) < 0.06)
  }

  /// Over pilots the prediction for jittered points stays close to, and mostly above, the truth.
  @Test func predictionIsABoundInMostPilots() throws {
    let design = JitteredModel(count: 144, dimension: 2)
    let truth = (0.5 * design.power([1, 0]) + 0.125 * design.power([1, 2]) + 0.03) / 144
    var above = 0
    for seed in 1...20 {
      let points = Self.random(256, 2, seed: UInt64(seed))
      var generator = SeededGenerator(seed: 1)
      let pilot = try PilotSpectrum(
        points: points, outputs: Self.output(points, noise: UInt64(100 + seed)), resamplings: 0,
        using: &generator)
      let predicted = GapPrediction.identity(pilot.function, under: design).variance
      #expect(predicted < 3 * truth)
      if predicted > 0.9 * truth { above += 1 }
    }
    #expect(above >= 17)
  }

  @Test func planHasIntervalsAndTheSameSeedGivesTheSamePlan() throws {
    let points = Self.random(200, 2, seed: 7)
    let outputs = Self.output(points, noise: 3)
    let request = PlanRequest(target: 0.03)
    let plan = try SamplePlan(pilot: points, outputs: outputs, request)
    #expect(try SamplePlan(pilot: points, outputs: outputs, request) == plan)
    #expect(plan.frequencies.first?.frequency == [1, 0])
    #expect(abs((plan.frequencies.first?.share ?? 0) - 0.5 / 0.655) < 0.15)
    let rows = plan.scenarios[0].designs
    let jittered = try #require(rows.first { $0.name == "jittered" })
    let random = try #require(rows.first { $0.name == "random" }?.count)
    // Estimated powers make no bound.
    #expect(rows.allSatisfy { $0.label == .model })
    #expect(try #require(jittered.count) < random / 3)
    let interval = try #require(jittered.interval)
    #expect(try #require(interval.lower) <= #require(interval.upper))
    #expect(abs(Double(random) * 0.0009 / 0.655 - 1) < 0.2)
    let verdict = plan.scenarios[0].verdict
    #expect(verdict.advice == .worthDesigning)
    let share = try #require(verdict.gainInterval)
    #expect(share.lower <= verdict.gain && verdict.gain <= share.upper)
    // The deviation is estimated too: what random points need has an interval of its own.
    let plain = try #require(rows.first { $0.name == "random" }?.interval)
    #expect(try #require(plain.lower) < random && #require(plain.upper) > random)
  }

  /// The gain of jittered points is known: 90% intervals should hold it, or lie above it, as power that
  /// does not stand out counts as under random points.
  @Test func intervalsHoldTheTruthOrLieAbove() throws {
    let design = JitteredModel(count: 100, dimension: 2)
    let truth = (0.5 * design.power([1, 0]) + 0.125 * design.power([1, 2]) + 0.03) / 0.655
    var misses = 0
    for seed in 1...20 {
      let points = Self.random(100, 2, seed: UInt64(seed))
      var request = PlanRequest(target: 0.03, budget: 100, designs: ["jittered"])
      request.resamplings = 40
      let plan = try SamplePlan(
        pilot: points, outputs: Self.output(points, noise: UInt64(50 + seed)), request)
      let interval = try #require(plan.scenarios[0].verdict.gainInterval)
      if interval.upper < truth { misses += 1 }
    }
    #expect(misses <= 3)
  }

  /// A sum of ramps is not periodic: its tail lies on the axes, which Latin designs stratify.
  @Test func latinDesignsAreRecommendedForRamps() throws {
    let points = Self.random(200, 5, seed: 2)
    let ramps = (0..<200).map { run in
      points[run, 0] + 0.7 * points[run, 1] + 0.4 * points[run, 2]
    }
    let plan = try SamplePlan(
      pilot: points, outputs: ramps, PlanRequest(target: 0.02, budget: 200))
    let verdict = plan.scenarios[0].verdict
    #expect(verdict.advice == .worthDesigning)
    let rows = plan.scenarios[0].designs
    func gain(_ name: String) -> Double {
      rows.first { $0.name == name }?.gainAtBudget ?? .infinity
    }
    #expect(gain("stealthy+lhs") < gain("stealthy") && gain("poisson-disk+lhs") < 0.5)
    #expect(abs(gain("lhs") / gain("stealthy+lhs") - 1) < 0.2)
  }

  /// Pure noise has nothing that a design could mend.
  @Test func noiseIsNotWorthDesigningFor() throws {
    var advice: [PlanVerdict.Advice] = []
    for seed in 1...20 {
      let points = Self.random(128, 3, seed: UInt64(seed))
      var generator = SeededGenerator(seed: UInt64(1000 + seed))
      let noise = (0..<128).map { _ in generator.uniform() }
      var request = PlanRequest(target: 0.01, budget: 64)
      request.resamplings = 0
      let plan = try SamplePlan(pilot: points, outputs: noise, request)
      #expect(plan.scenarios[0].verdict.gain > 0.75)
      advice.append(plan.scenarios[0].verdict.advice)
    }
    #expect(advice.filter { $0 == .random }.count >= 15)
  }

  @Test func smallConstantOrBrokenPilotsAreRefused() {
    let request = PlanRequest(target: 0.1)
    let noise = Self.output(Self.random(200, 2, seed: 5), noise: 6)
    #expect(throws: PlanError.tooFewRuns(count: 29, needed: 30)) {
      try SamplePlan(
        pilot: Self.random(29, 2, seed: 1), outputs: Array(noise.prefix(29)), request)
    }
    // Fewer runs than half of them hold a wave along each axis.
    #expect(throws: PlanError.tooFewRuns(count: 40, needed: 200)) {
      try SamplePlan(
        pilot: Self.random(40, 100, seed: 1), outputs: Array(noise.prefix(40)), request)
    }
    for constant in [0, 4, 0.1, -1e9 / 3] {
      #expect(throws: PlanError.constantOutput) {
        try SamplePlan(
          pilot: Self.random(32, 2, seed: 1), outputs: [Double](repeating: constant, count: 32),
          request)
      }
    }
    #expect(throws: PlanError.outputNotFinite(row: 3, value: .infinity)) {
      try SamplePlan(
        pilot: Self.random(32, 2, seed: 1), outputs: [1, 2, .infinity] + noise.prefix(29), request)
    }
  }
}
