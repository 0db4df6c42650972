import Foundation
import NumericalMethods
import SampleDesigns
import SamplePlanning
import Spectra
import Testing

struct SamplePlanTests {
  func row(_ plan: SamplePlan, _ scenario: String, _ design: String) throws -> DesignPlan {
    let found = try #require(plan.scenarios.first { $0.name == scenario })
    return try #require(found.designs.first { $0.name == design })
  }

  @Test func randomPointsNeedTheVarianceOverTheSquareOfTheGap() throws {
    let plan = try SamplePlan(
      dimension: 2, bandwidth: 3, deviation: 2, PlanRequest(target: 0.05))
    for scenario in ["worst", "best"] {
      let random = try row(plan, scenario, "random")
      #expect(random.count == 1600 && random.ratioToRandom == 1 && random.gainAtBudget == 1)
    }
  }

  /// Worst case at `q >= 1`: `g/N = d/(d+1) N*^{1/d} N^{-1-1/d}`, solved by hand.
  @Test func stepBlueNoiseNeedsWhatItsFormulaSays() throws {
    let plan = try SamplePlan(dimension: 2, bandwidth: 5, PlanRequest(target: 0.02))
    let bandVolume = 25 * Double.pi
    let exact = pow(2.0 / 3 * bandVolume.squareRoot() / 0.0004, 2.0 / 3)
    let step = try row(plan, "worst", "step-blue-noise")
    #expect(step.count == Int(exact.rounded(.up)))
    // Best case: the gap vanishes at N*, before the target would be reached otherwise.
    let best = try row(plan, "best", "step-blue-noise")
    #expect(best.count == Int((bandVolume / (1 + bandVolume * 0.0004)).rounded(.up)))
  }

  @Test func eachCountReachesTheTargetAndTheOneBelowDoesNot() throws {
    let plan = try SamplePlan(dimension: 3, bandwidth: 4, PlanRequest(target: 0.03))
    let functions = BandlimitedClass(dimension: 3, bandwidth: 4, envelope: .worst)
    for design in PlannedDesign.all(dimension: 3) {
      let count = try #require(try row(plan, "worst", design.name).count)
      #expect(functions.gap(of: design.spectrum(count)).gapRMS <= 0.03)
      if design.roundUp(count - 1) == count - 1, count > 1 {
        #expect(functions.gap(of: design.spectrum(count - 1)).gapRMS > 0.03)
      }
    }
    let jittered = try #require(try row(plan, "worst", "jittered").count)
    let side = pow(Double(jittered), 1.0 / 3).rounded()
    #expect(Int(side * side * side) == jittered)
  }

  @Test func verdictFollowsTheGainAtTheBudget() throws {
    func verdict(_ dimension: Int, _ budget: Int) throws -> PlanVerdict {
      let request = PlanRequest(target: 0.01, budget: budget, designs: ["step-blue-noise"])
      let plan = try SamplePlan(dimension: dimension, bandwidth: 3, request)
      return try #require(plan.scenarios.first { $0.name == "worst" }).verdict
    }
    // N* = 28.3 in the plane: g = 1/2 at 1.78 N* = 50.3; g = 0.9 at 0.3 N* = 8.5.
    #expect(try verdict(2, 51).advice == .worthDesigning)
    #expect(try verdict(2, 50).advice == .marginal)
    #expect(try verdict(2, 9).advice == .marginal)
    #expect(try verdict(2, 8).advice == .random)
    #expect(try verdict(2, 8).helpsFrom == 9)
    #expect(
      try verdict(2, 8).sentence
        == "pick at random: no design helps below N = 9, and no guarantee should be expected")
    // N* = 150 585 in ten dimensions: g = 0.909 even there.
    let ten = try verdict(10, 150_585)
    #expect(ten.advice == .random && abs(ten.gain - 10.0 / 11) < 1e-5)
  }

  @Test func curvesFallAndEncodeRoundTrips() throws {
    let plan = try SamplePlan(dimension: 2, bandwidth: 3, PlanRequest(target: 0.05, budget: 200))
    // A shell with power above 1 makes the others' curves rise where it enters the band.
    let falling = ["random", "lhs", "jittered", "poisson-disk", "step-pcf"]
    for design in plan.scenarios.flatMap(\.designs) where falling.contains(design.name) {
      for (point, next) in zip(design.curve, design.curve.dropFirst()) {
        #expect(point.count < next.count && point.gap >= next.gap)
      }
    }
    let data = try JSONEncoder().encode(plan)
    #expect(try JSONDecoder().decode(SamplePlan.self, from: data) == plan)
  }

  @Test func stealthyZeroGapCountIsInTheBestCase() throws {
    let plan = try SamplePlan(dimension: 2, bandwidth: 3, PlanRequest(target: 0.001))
    // 28 frequencies, 14 pairs, 0.8 a point.
    #expect(try row(plan, "best", "stealthy").zeroGapCount == 1 + (14 / 0.8).rounded(.up))
    #expect(try row(plan, "best", "stealthy").count == 19)
  }

  /// Points that do not exist have no gap: at 100 points in ten dimensions only one cell is left.
  @Test func jitteredPointsCountAsManyAsThereAre() throws {
    let request = PlanRequest(target: 0.05, budget: 100)
    let ten = try row(
      SamplePlan(dimension: 10, bandwidth: 1, request), "best", "jittered")
    #expect(ten.gainAtBudget == nil && ten.gapAtBudget == nil)
    #expect(ten.curve.allSatisfy { $0.count >= 1024 })
    let three = try SamplePlan(dimension: 3, bandwidth: 2, request)
    let jittered = try row(three, "best", "jittered")
    // 64 of the 100 points.
    let gain = BandlimitedClass(dimension: 3, bandwidth: 2, envelope: .best)
      .gain(of: JitteredModel(count: 64, dimension: 3)).value
    #expect(abs((jittered.gainAtBudget ?? 0) - gain * 100 / 64) < 1e-12)
  }

  @Test func verdictsRecommendDesignsThatCanBeMade() throws {
    for (dimension, bandwidth) in [(1, 3.0), (2, 5), (5, 2), (10, 1), (100, 1)] {
      for target in [0.1, 0.01] {
        var request = PlanRequest(target: target)
        request.curvePoints = 2
        let plan = try SamplePlan(dimension: dimension, bandwidth: bandwidth, request)
        for scenario in plan.scenarios {
          let best = try #require(scenario.designs.first { $0.name == scenario.verdict.bestDesign })
          #expect(best.kind == .design && scenario.verdict.bestKind == .design)
        }
        #expect(
          plan.budget
            == plan.scenarios[0].designs.filter { $0.kind == .design }
            .compactMap(\.count).min())
      }
    }
    let limit = try SamplePlan(
      dimension: 2, bandwidth: 3, PlanRequest(target: 0.1, budget: 90, designs: ["step-pcf"]))
    #expect(limit.scenarios[1].verdict.sentence.contains("the ideal step-pcf"))
  }

  @Test func everyDesignThatCanBeMadeIsInTheCatalog() throws {
    for design in PlannedDesign.all(dimension: 3) where design.kind == .design {
      let found = try DesignCatalog.design(named: design.name, options: DesignOptions())
      #expect(found != nil, "\(design.name)")
    }
  }

  @Test func highDimensionsArePlannedQuickly() throws {
    let clock = ContinuousClock()
    let time = try clock.measure {
      _ = try SamplePlan(dimension: 10, bandwidth: 3, PlanRequest(target: 0.01, budget: 1000))
    }
    #expect(time < .seconds(5))
  }

  @Test func nonsenseIsRefused() {
    let fine = PlanRequest(target: 0.1)
    #expect(throws: PlanError.dimension(0)) {
      try SamplePlan(dimension: 0, bandwidth: 3, fine)
    }
    #expect(throws: PlanError.bandwidth(0.5)) {
      try SamplePlan(dimension: 2, bandwidth: 0.5, fine)
    }
    #expect(throws: PlanError.notPositive(what: "target", value: 0)) {
      try SamplePlan(dimension: 2, bandwidth: 3, PlanRequest(target: 0))
    }
    #expect(throws: PlanError.self) {
      try SamplePlan(dimension: 2, bandwidth: .nan, fine)
    }
    #expect(throws: PlanError.notPositive(what: "budget", value: 0)) {
      try SamplePlan(dimension: 2, bandwidth: 3, PlanRequest(target: 0.1, budget: 0))
    }
    #expect(throws: PlanError.self) {
      try SamplePlan(dimension: 2, bandwidth: 3, PlanRequest(target: 0.1, designs: ["spiral"]))
    }
  }
}
