import NumericalMethods
import SamplePlanning
import Spectra
import Testing

/// Plans for bands of so few frequencies that their volume is no count of them.
struct TinyBandTests {
  @Test(arguments: [(10, 1.0), (20, 1), (100, 1), (100, 1.5), (20, 1.5), (10, 2)])
  func noDesignSilencesMoreThanItsFreedom(_ dimension: Int, _ bandwidth: Double) throws {
    let best = BandlimitedClass(dimension: dimension, bandwidth: bandwidth, envelope: .best)
    #expect(best.needsLatticeCounts)
    let pairs = try #require(best.independentModes)
    let least = StealthyModel.smallestCount(silencing: pairs, dimension: dimension, share: 1)
    for design in PlannedDesign.all(dimension: dimension) {
      #expect(best.gain(of: design.spectrum(1)).value == 1, "a single point is random")
      for count in [Int(least) - 1, Int(least) / 2] where count > 0 {
        #expect(best.gain(of: design.spectrum(count)).value > 0, "\(design.name)")
      }
    }
  }

  @Test func tighterTargetsAndWiderBandsNeedMorePoints() throws {
    let names = ["step-blue-noise", "stair-blue-noise", "stealthy"]
    for dimension in [10, 100] {
      func needed(_ bandwidth: Double, _ target: Double) throws -> [Int] {
        var request = PlanRequest(target: target, designs: names)
        request.curvePoints = 2
        let plan = try SamplePlan(dimension: dimension, bandwidth: bandwidth, request)
        return try #require(plan.scenarios.first { $0.name == "best" }).designs
          .map { $0.count ?? .max }
      }
      var last: [Int]?
      for target in [0.3, 0.03, 0.01] {
        let next = try needed(1, target)
        #expect(zip(last ?? next, next).allSatisfy { $0 <= $1 })
        last = next
      }
      let (narrow, wide) = (try needed(1, 0.01), try needed(1.5, 0.01))
      #expect(zip(narrow, wide).allSatisfy { $0 <= $1 })
    }
  }
}
