import Foundation
import NumericalMethods
import Testing

struct HypergeometricTests {
  /// With `a = b` only `0F1(; c; z)` remains, which is `sinh`-like for `c = 3/2`.
  @Test func equalParametersCancel() {
    for z in [0.0, 0.3, 4, 30] {
      let root = (2 * z.squareRoot())
      let expected = z == 0 ? 1 : sinh(root) / root
      #expect(abs(hypergeometric1F2(2, 2, 1.5, z) / expected - 1) < 1e-13)
      #expect(abs(hypergeometric1F2(2, 2, 1.5, -z) - (z == 0 ? 1 : sin(root) / root)) < 1e-11)
    }
  }

  /// In one dimension the mean is `Si(x)/x`; `Si(20) = 1.548241701043440`.
  @Test func meanBallTransformInOneDimensionIsTheSineIntegral() {
    #expect(abs(meanBallTransform(1, 20) - 1.548_241_701_043_440 / 20) < 1e-12)
  }

  @Test(arguments: 1...10) func meanBallTransformIsSmoothWhereTheMethodChanges(_ dimension: Int) {
    let (below, above) = (meanBallTransform(dimension, 16), meanBallTransform(dimension, 16 + 1e-9))
    #expect(abs(below - above) < 1e-9)
  }
}
