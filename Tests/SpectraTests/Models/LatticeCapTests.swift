import NumericalMethods
import Spectra
import Testing

/// Bands of a few frequencies in many dimensions, where a ball's volume is no count of its modes.
struct LatticeCapTests {
  /// The smallest number of points at which all modes of length 1 are silent.
  func silencingTheAxes(_ model: (Int) -> any RadialModel) -> Int? {
    (1...10_000).first { model($0).power(frequency: 1) == 0 }
  }

  @Test(arguments: [10, 20, 100]) func stepSilencesNoMoreModesThanItHasPoints(_ dimension: Int) {
    // 2d modes and the origin.
    let least = silencingTheAxes { StepBlueNoiseModel.onLattice(count: $0, dimension: dimension) }
    #expect(least == 2 * dimension + 1)
    #expect(StepBlueNoiseModel(count: 3, dimension: 10).power(frequency: 1) == 0)
  }

  /// Half of `d(N-1)` degrees of freedom for `d` pairs: 3 points, if the stair is wide enough.
  @Test(arguments: [10, 20, 100]) func stairSpendsHalfOfItsFreedomAtMost(_ dimension: Int) {
    let limits = StairLimits(dimension: dimension, height: 1.5)
    let least = silencingTheAxes {
      StairBlueNoiseModel.onLattice(count: $0, dimension: dimension, limits: limits)
    }
    let bound = StealthyModel.smallestCount(
      silencing: Double(dimension), dimension: dimension, share: 1)
    #expect(bound == 2)
    #expect((least ?? 0) >= 3 && (least ?? .max) <= 2 * dimension + 1)
  }

  /// Points that never coincide have `Σ (1 - P) = N - 1`; the models count the origin with the modes.
  @Test(arguments: [2, 5, 10, 20]) func silenceIsPaidForByPoints(_ dimension: Int) {
    let limits = StairLimits(dimension: dimension, height: 1.5)
    let counts = LatticeCounts(dimension: dimension, limit: 60)
    for count in [1, 2, 3, 10, 30, 50] {
      let models: [any RadialModel] = [
        StepBlueNoiseModel.onLattice(count: count, dimension: dimension),
        StairBlueNoiseModel.onLattice(count: count, dimension: dimension, limits: limits),
      ]
      for model in models {
        let deficit = (1...60).reduce(0.0) { sum, shell in
          sum + counts.count(shell...shell)
            * (1 - model.power(frequency: Double(shell).squareRoot()))
        }
        #expect(deficit <= Double(count - 1) + 1e-9, "\(model)")
      }
    }
  }

  /// Far more modes than dimensions: the lattice agrees with the continuum.
  @Test func wideBandsKeepTheContinuum() {
    let model = StepBlueNoiseModel.onLattice(count: 4000, dimension: 2)
    for frequency in stride(from: 1.0, to: 60, by: 0.7) {
      #expect(model.power(frequency: frequency) == (frequency < model.cutoff ? 0 : 1))
    }
  }
}
