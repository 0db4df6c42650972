import CertifiedTraining
import Tensors
import Testing

/// Means, deviations and ranges of drawn weights; orthonormality to rounding.
struct InitializationTests {
  private static let shape = [128, 32, 3, 3]

  private func draw(_ law: Initialization, _ seed: UInt64 = 1) -> Tensor {
    let fans = Fans(ofWeight: Self.shape)
    return law.weight(
      Self.shape, fanIn: fans.fanIn, fanOut: fans.fanOut, using: Generator(seed: seed))
  }

  @Test func fansCountTheKernel() {
    #expect(Fans(ofWeight: [8, 4, 3, 2]) == Fans(ofWeight: [8, 24 / 6, 6]))
    #expect(Fans(ofWeight: [8, 4, 3, 2]).fanIn == 24 && Fans(ofWeight: [8, 4, 3, 2]).fanOut == 48)
  }

  // fanIn = 288, fanOut = 1152; a uniform law on ±b has the variance b² / 3.
  @Test(
    arguments: [
      (.standard, 0.001157407), (.kaimingUniform, 0.006944444), (.kaimingNormal, 0.006944444),
      (.xavierUniform, 0.001388889), (.xavierNormal, 0.001388889), (.ibp, 0.0000757522),
    ] as [(Initialization, Double)])
  func meanAndDeviationAreThoseOfTheLaw(law: Initialization, variance: Double) {
    let values = draw(law).converted(to: .float64)
    let count = Double(values.count)
    // Four deviations of the mean; the variance of 36864 numbers is known to two hundredths.
    #expect(abs(values.sum().scalar / count) < 4 * (variance / count).squareRoot())
    #expect(abs(values.squared.sum().scalar / count / variance - 1) < 0.04)
  }

  @Test(
    arguments: [
      (.standard, 0.05892557), (.kaimingUniform, 0.1443376), (.xavierUniform, 0.06454972),
    ] as [(Initialization, Double)])
  func uniformLawsFillTheirRange(law: Initialization, bound: Double) {
    let largest = draw(law).magnitude.maximum().scalar
    #expect(largest <= bound * (1 + 1e-6) && largest > 0.999 * bound)
  }

  @Test(arguments: [[4, 3, 2, 2], [12, 5], [5, 5]])
  func orthogonalWeightsAreOrthonormal(shape: [Int]) {
    let weight = Initialization.orthogonal.weight(
      shape, fanIn: 1, fanOut: 1, using: Generator(seed: 3)
    )
    let matrix = weight.reshaped(to: [shape[0], -1])
    let short = matrix.shape[0] <= matrix.shape[1] ? matrix : matrix.transposed(0, 1)
    let product = short.matmul(short.transposed(0, 1))
    let size = product.shape[0]
    let identity = Tensor(
      shape: [size, size],
      scalars: (0..<size * size).map { $0 / size == $0 % size ? Float(1) : 0 })
    #expect((product - identity).magnitude.maximum().scalar < 1e-6)
  }

  @Test func onlyTheDefaultHasABias() {
    let bias = Initialization.standard.bias([4096], fanIn: 25, using: Generator(seed: 1))
    let largest = bias.magnitude.maximum().scalar
    #expect(largest <= 0.2000001 && largest > 0.199)
    let zero = Initialization.ibp.bias([3], fanIn: 25, using: Generator(seed: 1))
    #expect(zero == Tensor(repeating: 0, shape: [3]))
  }

  @Test(arguments: Initialization.allCases)
  func theSeedDecides(law: Initialization) {
    #expect(draw(law) == draw(law))
    #expect(draw(law) != draw(law, 2))
    #expect(Initialization(rawValue: law.rawValue) == law)
  }
}
