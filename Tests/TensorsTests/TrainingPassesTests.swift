import Testing

@testable import Tensors

/// The fused passes of a training step against the expressions that they stand for.
struct TrainingPassesTests {
  private let generator = Generator(seed: 3)

  private func normal(_ shape: [Int]) -> Tensor { generator.normal(shape, as: .float64) }

  /// Compares results of two functions, and the gradients of a random form of them.
  private func expectSame(
    _ fused: ([Tensor]) -> [Tensor], _ expressions: ([Tensor]) -> [Tensor], at points: [Tensor],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let variables = points.map(\.requiringGradient)
    let pairs = [fused(variables), expressions(variables)]
    let weights = pairs[1].map { normal($0.shape) }
    let gradients = pairs.map { results in
      let terms = zip(results, weights).map { ($0 * $1).sum() }
      return Tensor.gradient(of: terms.dropFirst().reduce(terms[0], +), wrt: variables)
    }
    for (one, other) in zip(pairs[0] + gradients[0], pairs[1] + gradients[1]) {
      #expect(one.shape == other.shape, sourceLocation: sourceLocation)
      #expect(
        (one - other).magnitude.maximum().scalar < 1e-10 * (1 + other.magnitude.maximum().scalar),
        sourceLocation: sourceLocation)
    }
  }

  // A matrix of one block, of several with a rest, and one whose blocks are a row each.
  @Test(
    arguments: [(5, 7, 3), (2, 700, 1024), (1, 3, 1 << 18)] as [(Int, Int, Int)], [false, true])
  func aBallMeetsAMatrixAndItsMagnitude(_ sizes: (n: Int, k: Int, m: Int), isTurned: Bool) {
    let matrix = isTurned ? normal([sizes.m, sizes.k]) : normal([sizes.k, sizes.m])
    func oriented(_ w: Tensor) -> Tensor { isTurned ? w.transposed(0, 1) : w }
    expectSame(
      { x in
        let found = Tensor.ballProduct(center: x[0], radius: x[1], matrix: oriented(x[2]))
        return [found.center, found.radius]
      }, { x in [x[0].matmul(oriented(x[2])), x[1].matmul(oriented(x[2]).magnitude)] },
      at: [normal([sizes.n, sizes.k]), normal([sizes.n, sizes.k]).magnitude, matrix])
  }

  @Test func aZeroWeightHasNoSlopeInTheMagnitude() {
    let weight = Tensor(shape: [2, 1], scalars: [0.0, -2]).requiringGradient
    let (center, radius) = (
      Tensor(shape: [1, 2], scalars: [3.0, 5]), Tensor(shape: [1, 2], scalars: [1.0, 1])
    )
    let found = Tensor.ballProduct(center: center, radius: radius, matrix: weight)
    let gradient = Tensor.gradient(of: found.radius.sum(), wrt: [weight])[0]
    #expect(gradient.scalars(as: Double.self) == [0, -1])
  }

  // Below zero, above it, across it, and enough of them for several threads.
  @Test(arguments: [[4], [3, 1, 4, 5, 6], [9, 1, 128, 16, 16]])
  func theRectifierCutsBothEnds(shape: [Int]) {
    expectSame(
      { x in
        let found = Tensor.rectifiedBall(center: x[0], radius: x[1])
        return [found.center, found.radius]
      },
      { x in
        let (low, high) = ((x[0] - x[1]).positivePart, (x[0] + x[1]).positivePart)
        return [(high + low) * 0.5, (high - low) * 0.5]
      }, at: [normal(shape), normal(shape).magnitude])
  }

  @Test func theRectifierKeepsNaN() {
    let center = Tensor(shape: [2], scalars: [Double.nan, 1]).requiringGradient
    let found = Tensor.rectifiedBall(center: center, radius: Tensor(shape: [2], scalars: [1.0, 0]))
    #expect(found.center.isFinite.scalars(as: Double.self) == [0, 1])
  }

  @Test func rowsPassTheRectifierOfABallAsOfItsEnds() {
    expectSame(
      { x in
        let found = x[0].substitutedThroughRectifier(x[1], x[2], isBall: true)
        return [found.coefficients, found.constant]
      },
      { x in
        let found = x[0].substitutedThroughRectifier(x[1] - x[2], x[1] + x[2], isBall: false)
        return [found.coefficients, found.constant]
      }, at: [normal([3, 2, 4, 5]), normal([3, 4, 5]), normal([3, 4, 5]).magnitude])
  }
}
