import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct BilinearOperatorTests {
  /// The shapes of two factors.
  private static let elementShapes: [[[Int]]] = [
    [[3, 4], [3, 4]], [[3, 1], [1, 4]], [[4], [2, 3, 4]], [[2, 3, 1], [3, 4]],
  ]
  private static let matrixShapes: [[[Int]]] = [
    [[3, 4], [4, 2]], [[2, 3, 4], [2, 4, 5]], [[3, 4], [2, 4, 2]], [[2, 1, 3, 4], [3, 4, 2]],
    [[4], [4, 3]], [[2, 3, 4], [4]], [[4], [4]],
  ]

  @Test(arguments: elementShapes)
  func productsOfElementsAreEnclosed(shapes: [[Int]]) throws {
    try expectEnclosed(
      makeOperator("Mul", shapes.map { .variable(shape: $0) }), inputs: shapes, scale: 3)
  }

  @Test(arguments: matrixShapes)
  func productsOfMatricesAreEnclosed(shapes: [[Int]]) throws {
    try expectEnclosed(
      makeOperator("MatMul", shapes.map { .variable(shape: $0) }), inputs: shapes, scale: 3)
  }

  /// Of `[1, 3] · [-2, 5]`: McCormick's planes worked by hand.
  @Test(arguments: [
    (1.0, -2.0, 1.0, 2.0),  // below, first: -2 x + y + 2
    (0.0, 5.0, 3.0, -15.0),  // below, second: 5 x + 3 y - 15
  ])
  func planesBelowAreThoseOfMcCormick(
    alpha: Double, slopeOfX: Double, slopeOfY: Double, constant: Double
  ) throws {
    let planes = try planes(alpha: alpha)
    let one = Tensor(repeating: 1, shape: [1, 1, 1], as: .float64)
    let (coefficients, offset) = planes.substitute(one, mirrored: false)
    #expect(coefficients.map(\.scalar) == [slopeOfX, slopeOfY])
    #expect(offset.scalar == constant)
  }

  /// With a weight in a ball: planes below the product at points of the ball, and carried values whose
  /// sum over a row is the bound of the row.
  @Test(arguments: [false, true], [nil, 1.0, 0.3])
  func planesOfABallLieBelow(isOnTheRight: Bool, share: Double?) throws {
    let shapes = [[3, 40], [40, 20]]
    let operation = try makeOperator("MatMul", shapes.map { .variable(shape: $0) })
    guard case .nonlinear(let product) = operation.rule else { return #expect(Bool(false)) }
    var ranges = shapes.enumerated().map { index, shape in
      let center = randomTensor([2] + shape, seed: UInt64(index))
      return Interval(center - 0.1, center + 0.1)
    }
    let place = isOnTheRight ? 1 : 0
    let radius = Tensor(repeating: 0.1, shape: [2], as: .float64)
    ranges[place].ball = EnclosingBall(center: ranges[place].center, radius: radius)
    let a = randomTensor([2, 5, 3, 20], seed: 7)
    let alpha = share.map { a.filled(with: $0) }
    let planes = product.linearize(ranges, alpha: alpha)
    let (coefficients, constant) = planes.substitute(a, mirrored: false)
    for seed in 0..<20 as Range<UInt64> {
      let points = ranges.enumerated().map { index, range in
        let step = randomTensor([2, 5] + shapes[index], seed: 100 + 2 * seed + UInt64(index))
        let length = step.length(along: [2, 3])
        return range.center.addingAxis(1)
          + (index == place ? step / length * 0.1 : step.sign * 0.1)
      }
      let bound = zip(coefficients, points).map { ($0 * $1).sum(along: [2, 3]) }
        .reduce(constant, +)
      let value = (a * points[0].matmul(points[1])).sum(along: [2, 3])
      #expect((bound .<= value + 1e-9).isTrueEverywhere)
      let carried = planes.carry(points, chosenBy: a).values
      #expect(close((a * carried).sum(along: [2, 3]), bound))
    }
  }

  @Test func aFactorThatIsAPointLeavesNothingUndecided() throws {
    let operation = try makeOperator(
      "MatMul", [.variable(shape: [2, 3]), .variable(shape: [3, 2])])
    guard case .nonlinear(let product) = operation.rule else { return #expect(Bool(false)) }
    let wide = Interval(
      randomTensor([1, 2, 3], seed: 1) - 2, randomTensor([1, 2, 3], seed: 2) + 2)
    let point = Interval(randomTensor([1, 3, 2], seed: 3))
    let masks = product.undecided([wide, point])
    #expect(!masks[0].isTrueSomewhere)
    #expect(!masks[1].isTrueSomewhere)
  }

  /// An end at infinity times zero says nothing, and never that there is nothing.
  @Test func infiniteEndsGiveInfiniteIntervals() throws {
    let operation = try makeOperator("Mul", [.variable(shape: [1]), .variable(shape: [1])])
    let half = Interval(
      Tensor(shape: [1, 1], scalars: [0.0]), Tensor(shape: [1, 1], scalars: [Double.infinity]))
    let range = operation.interval([half, Interval(Tensor(shape: [1, 1], scalars: [0.0]))])
    #expect(range.lower.scalar == -.infinity)
    #expect(range.upper.scalar == .infinity)
  }

  private func planes(alpha: Double) throws -> any Linearization {
    let operation = try makeOperator("Mul", [.variable(shape: [1]), .variable(shape: [1])])
    guard case .nonlinear(let product) = operation.rule else {
      throw GraphError.model("a product is nonlinear")
    }
    let x = Interval(
      Tensor(shape: [1, 1], scalars: [1.0]), Tensor(shape: [1, 1], scalars: [3.0]))
    let y = Interval(
      Tensor(shape: [1, 1], scalars: [-2.0]), Tensor(shape: [1, 1], scalars: [5.0]))
    return product.linearize(
      [x, y], alpha: Tensor(repeating: alpha, shape: [1, 1, 1], as: .float64))
  }
}
