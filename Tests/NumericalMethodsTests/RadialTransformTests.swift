import Foundation
import NumericalMethods
import Testing

struct RadialTransformTests {
  /// `exp(-π r²)` is its own transform in every dimension.
  @Test(arguments: 1...10) func gaussianIsItsOwnTransform(_ dimension: Int) {
    let transform = RadialTransform(dimension: dimension, support: 6)
    for frequency in [0, 0.3, 1, 1.7] {
      let value = transform(at: frequency) { exp(-.pi * $0 * $0) }
      #expect(abs(value - exp(-.pi * frequency * frequency)) < 1e-11)
    }
  }

  @Test func softCutChangesNothingOnShortFunctions() {
    let transform = RadialTransform(dimension: 3, reach: 14, highestFrequency: 0)
    let value = transform(at: 0.5) { exp(-.pi * $0 * $0) }
    #expect(abs(value - exp(-.pi / 4)) < 1e-12)
  }
}
