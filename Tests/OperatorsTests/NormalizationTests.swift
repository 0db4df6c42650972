import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

/// Elements over the root of the mean of their squares.
struct NormalizationTests {
  private func normalization(
    _ shape: [Int], axis: Int = -1, epsilon: Double = 1e-5
  ) throws -> any Operator {
    try makeOperator(
      "RMSNormalization", [.variable(shape: shape)],
      ["axis": .int(axis), "epsilon": .float(epsilon)])
  }

  @Test(arguments: [0.01, 1, 20], [1e-5, 0])
  func soundOnRandomBoxes(scale: Double, epsilon: Double) throws {
    for (shape, axis) in [([3, 4, 2], -1), ([3, 4, 2], 1), ([6], 0), ([2, 1], 1)] {
      let operation = try normalization(shape, axis: axis, epsilon: epsilon)
      expectEnclosed(operation, input: shape, scale: scale)
    }
  }

  /// Boxes that hold zero, that are far from it, and points, in single precision.
  @Test func soundToTheLastPlaceInSinglePrecision() throws {
    let operation = try normalization([5])
    guard case .nonlinear(let nonlinear) = operation.rule else { return }
    let generator = Generator(seed: 8)
    func uniform() -> Tensor { generator.uniform([200, 5], as: .float64) }
    let exponent = uniform() * 20 - 12
    let center = (uniform() * 2 - 1) * (uniform() * 16 - 8).exp
    let radius = exponent.exp.selected(where: uniform() .< 0.8, else: 0)
    let box = Interval((center - radius), (center + radius)).map { $0.converted(to: .float32) }
    let wide = box.map { $0.converted(to: .float64) }
    let range = nonlinear.interval([box]).map { $0.converted(to: .float64) }
    let identity = Coefficients.identity([5]).dense(as: .float32, on: .cpu)
    let rows = Tensor.concatenating([identity, -identity], along: 1).expanded(to: [200, 10, 5])
    for alpha in [nil, 0, 0.4, 1] {
      let (found, constant) = nonlinear.linearize(
        [box], alpha: alpha.map { rows.contiguous.filled(with: $0) }
      ).substitute(rows.contiguous, mirrored: false)
      let coefficients = found[0].converted(to: .float64)
      for step in 0..<40 {
        let t = step < 2 ? wide.lower.filled(with: Double(step)) : uniform()
        let x = Tensor.minimum(wide.lower + wide.width * t, wide.upper)
        let y = operation.evaluate([x])
        let truth = Tensor.concatenating([y, -y], along: 1)
        let bound = (coefficients * x.addingAxis(1)).sum(along: [2]) + constant
        #expect((bound .<= truth + 1e-15).isTrueEverywhere, "alpha \(alpha ?? -1)")
        let slack = y.magnitude * 1e-6
        #expect(((range.lower .<= y + slack) .& (range.upper .>= y - slack)).isTrueEverywhere)
      }
    }
  }

  /// With `x₁` in 1...2 and `x₂` in -1...3, `x₁ / √((x₁² + x₂²) / 2)` is largest at (2, 0) and
  /// smallest at (1, 3).
  @Test func intervalsAreReached() throws {
    let operation = try normalization([2], epsilon: 0)
    let box = Interval(
      Tensor(shape: [1, 2], scalars: [1.0, -1]), Tensor(shape: [1, 2], scalars: [2.0, 3]))
    let range = operation.interval([box])
    let root = Tensor(5, as: .float64).squareRoot.scalar
    let (lower, upper) = ([1 / root, -1], [Tensor(2, as: .float64).squareRoot.scalar, 3 / root])
    #expect(close(range.lower, Tensor(shape: [1, 2], scalars: lower)))
    #expect(close(range.upper, Tensor(shape: [1, 2], scalars: upper)))
  }

  /// Halving a small box divides the distance of the planes by four: they are of second order.
  @Test func planesCloseInQuadratically() throws {
    let operation = try normalization([4])
    guard case .nonlinear(let nonlinear) = operation.rule else { return }
    let center = Tensor(shape: [1, 4], scalars: [0.5, -1.0, 0.3, 0.8])
    let rows = Coefficients.identity([4]).dense(as: .float64, on: .cpu)
    func gap(_ radius: Double) -> Double {
      let box = Interval(center - radius, center + radius)
      let (found, constant) = nonlinear.linearize([box], alpha: nil)
        .substitute(rows, mirrored: true)
      let values = (found[0] * center.addingAxis(1)).sum(along: [2]) + constant
      return -values.sum().scalar
    }
    #expect(gap(0.01) > 0)
    #expect(gap(0.01) / gap(0.005) > 3.6)
  }

  /// Without an epsilon nothing is divided by nothing at zero; the root of the count remains.
  @Test func aBoxThatHoldsZeroIsBoundedByTheRootOfTheCount() throws {
    let operation = try normalization([4], epsilon: 0)
    let ends = Tensor(shape: [1, 4], scalars: [1.0, 0, 2, 0])
    let range = operation.interval([Interval(-ends, ends)])
    #expect((range.lower .>= -2).isTrueEverywhere && (range.upper .<= 2).isTrueEverywhere)
    #expect(range.upper.slice(0..<1, along: 1).scalar == 2)
  }

  @Test func anInfiniteBoxIsStillBounded() throws {
    let operation = try normalization([4])
    guard case .nonlinear(let nonlinear) = operation.rule else { return }
    let infinite = Tensor(shape: [1, 4], scalars: [Double.infinity, 1, 1, 1])
    let box = Interval(infinite.filled(with: -1), infinite)
    let range = nonlinear.interval([box])
    #expect((range.lower .>= -2).isTrueEverywhere && (range.upper .<= 2).isTrueEverywhere)
    let rows = Coefficients.identity([4]).dense(as: .float64, on: .cpu)
    let (found, constant) = nonlinear.linearize([box], alpha: nil).substitute(rows, mirrored: true)
    #expect((found[0] .== 0).isTrueEverywhere)
    #expect((constant .>= -2.001).isTrueEverywhere)
  }

  @Test func theDerivativeInAlphaIsThatOfTheBound() throws {
    let operation = try normalization([2, 3])
    guard case .nonlinear(let nonlinear) = operation.rule else { return }
    let center = randomTensor([2, 2, 3], seed: 3)
    let box = Interval(center - 0.1, center + 0.2)
    let z = randomTensor([2, 4, 2, 3], seed: 6)
    let a = randomTensor(z.shape, seed: 7)
    func carried(_ alpha: Double) -> (values: Tensor, alphaGradient: Tensor?) {
      nonlinear.linearize([box], alpha: a.filled(with: alpha)).carry([z], chosenBy: a)
    }
    let change = ((carried(0.5 + 1e-4).values - carried(0.5 - 1e-4).values) * a).sum().scalar
    let slope = try #require(carried(0.5).alphaGradient).sum().scalar
    #expect(abs(change / 2e-4 - slope) < 1e-6 && abs(slope) > 1e-4)
  }

  @Test func contradictionsAreRefused() throws {
    let value = Operand.variable(shape: [2, 3])
    expectRefused("axis 2") { try makeOperator("RMSNormalization", [value], ["axis": .int(2)]) }
    expectRefused("negative") {
      try makeOperator("RMSNormalization", [value], ["epsilon": .float(-1)])
    }
    expectRefused("shape") { try makeOperator("RMSNormalization", [.variable(shape: [2, 0])]) }
  }
}
