import Foundation
import NumericalMethods
import SamplePlanning
import Spectra
import Testing

struct ClassGainTests {
  func functions(
    _ dimension: Int, _ bandwidth: Double, _ envelope: BandlimitedClass.Envelope
  ) -> BandlimitedClass {
    BandlimitedClass(dimension: dimension, bandwidth: bandwidth, envelope: envelope)
  }

  /// Sums over the lattice with the cut-off set to a share of the class, as computed elsewhere.
  @Test(arguments: [
    (2, [(0.25, 0.912), (0.5, 0.835), (1, 0.671), (2, 0.479), (8, 0.237)]),
    (3, [(0.25, 0.936), (0.5, 0.869), (1, 0.735), (2, 0.599), (8, 0.377)]),
  ])
  func closedFormsAgreeWithTheLattice(_ dimension: Int, _ expected: [(Double, Double)]) {
    let worst = functions(dimension, 10, .worst)
    for (ratio, lattice) in expected {
      let cutoff = 10 * pow(ratio, 1 / Double(dimension))
      let design = StepBlueNoiseModel(count: 1000, dimension: dimension, cutoff: cutoff)
      #expect(abs(worst.gain(of: design).value - lattice) < 0.02)
      // The same spectrum without its closed form.
      let stair = StairBlueNoiseModel(
        count: 1000, dimension: dimension, cutoff: cutoff, shoulder: cutoff, height: 1)
      #expect(abs(worst.gain(of: stair).value - lattice) < 0.02)
    }
  }

  @Test func bestGainOfTheIdealPoissonDiskAgreesWithTheLattice() {
    for dimension in [2, 3] {
      let best = functions(dimension, 12, .best)
      let design = StepPairCorrelationModel(count: 2000, dimension: dimension)
      let shells = design.shellPowers(upTo: 144).reduce(0, +)
      let counts = LatticeCounts(dimension: dimension, limit: 144).count(1...144)
      #expect(abs(best.gain(of: design).value - shells / counts) < 0.01)
    }
  }

  @Test func randomPointsGainNothing() {
    for envelope in BandlimitedClass.Envelope.allCases {
      for (dimension, bandwidth) in [(1, 1.0), (2, 40), (5, 1), (10, 3)] {
        let design = RandomModel(count: 100, dimension: dimension)
        let gain = functions(dimension, bandwidth, envelope).gain(of: design)
        #expect(abs(gain.value - 1) < 1e-12)
      }
    }
  }

  /// Of the 4 frequencies with |m| <= 1 in the plane all lie on the axes.
  @Test func fewFrequenciesAreCountedOnTheLattice() {
    let best = functions(2, 1, .best)
    #expect(best.needsLatticeCounts && best.independentModes == 2)
    let latin = LatinHypercubeModel(count: 16, dimension: 2)
    let gain = best.gain(of: latin)
    #expect(abs(gain.value - StratifiedAxes(count: 16).power(1)) < 1e-12)
    #expect(gain.label == .identity)
  }

  /// A brute-force sum over all vectors to a radius where the weights are spent.
  @Test func worstGainOfJitterAgreesWithASumOverVectors() {
    let worst = functions(2, 3, .worst)
    let design = JitteredModel(count: 100, dimension: 2)
    var (power, mass) = (0.0, 0.0)
    let reach = 600
    for first in -reach...reach {
      for second in -reach...reach where first != 0 || second != 0 {
        let square = first * first + second * second
        guard square <= reach * reach else { continue }
        let weight = worst.power(frequency: Double(square).squareRoot())
        power += weight * design.power([first, second])
        mass += weight
      }
    }
    // Beyond the reach P = 1: the weight of the tail is 2π ρ0³ / R.
    let tail = 2 * Double.pi * 27 / Double(reach)
    let expected = (power + tail) / (mass + tail)
    #expect(abs(worst.gain(of: design).value / expected - 1) < 0.01)
  }

  @Test func stealthyDesignsHaveNoGapFromTheirZeroGapCountOn() throws {
    for (dimension, bandwidth) in [(2, 3.0), (3, 2), (5, 2)] {
      let best = functions(dimension, bandwidth, .best)
      let pairs = try #require(best.independentModes)
      let count = Int(StealthyModel.smallestCount(silencing: pairs, dimension: dimension))
      #expect(best.gain(of: StealthyModel(count: count, dimension: dimension)).value == 0)
      #expect(best.gain(of: StealthyModel(count: count - 1, dimension: dimension)).value > 0)
    }
  }

  @Test func poissonDiskFallsToItsFloorAndNoFurther() {
    let best = functions(2, 3, .best)
    for count in [1000, 100_000, 10_000_000] {
      let gain = best.gain(of: PoissonDiskModel(count: count, dimension: 2)).value
      #expect((0.04...0.08).contains(gain))
    }
  }

  @Test func gapScalesWithTheDeviation() {
    let best = functions(3, 4, .best)
    let design = StepBlueNoiseModel(count: 60, dimension: 3)
    let ratio = best.gap(of: design, deviation: 7).gapRMS / best.gap(of: design).gapRMS
    #expect(abs(ratio - 7) < 1e-12)
  }
}
