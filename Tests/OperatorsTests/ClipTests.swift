import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct ClipTests {
  private func clip(_ low: Double?, _ high: Double?, shape: [Int] = [1]) throws -> any Operator {
    let limits = [low, high].map { limit -> Operand in
      limit.map { .constant(Tensor($0, as: .float64)) } ?? .absent
    }
    return try makeOperator("Clip", [.variable(shape: shape)] + limits)
  }

  @Test(
    arguments: [
      (-1.0, 2.0), (0, nil), (nil, 1), (nil, nil), (0.5, 0.5), (0, 6), (3, 1), (-0.1, 0.1),
    ] as [(Double?, Double?)])
  func soundOnRandomBoxes(low: Double?, high: Double?) throws {
    expectEnclosed(try clip(low, high, shape: [3, 40]), input: [3, 40])
  }

  @Test(
    arguments: [
      (-1.0, 3.0, [-1.0, 3.0]), (nil, 1, [-2, 1]), (-1, nil, [-1, 5]), (nil, nil, [-2, 5]),
      (3, 1, [1, 1]),  // the wrong order: all become the upper limit
    ] as [(Double?, Double?, [Double])])
  func valuesAreThoseOfTheStandard(low: Double?, high: Double?, expected: [Double]) throws {
    let x = Tensor(shape: [1, 2], scalars: [-2.0, 5])
    let y = try clip(low, high, shape: [2]).evaluate([x])
    #expect(y.scalars(as: Double.self) == expected)
  }

  @Test(
    arguments: [
      // l, u, lower slope and intercept, upper slope and intercept; clipped to -1 ... 2
      (-0.5, 1.5, [1, 0, 1, 0]),  // within
      (-3, -2, [0, -1, 0, -1]), (3, 4, [0, 2, 0, 2]),  // constant
      (-3, 1, [0, -1, 0.5, 0.5]),  // low alone: chord from (-3, -1) to (1, 1)
      (0, 8, [0.25, 0, 0, 2]),  // high alone, mirrored
      (-2, 3, [0.75, -0.25, 0.75, 0.5]),  // both, through the kinks (-1, -1) and (2, 2)
      (-2, 9, [0.3, -0.7, 0, 2]),  // both; more of it lies above
    ] as [(Double, Double, [Double])])
  func linesByHand(lower: Double, upper: Double, expected: [Double]) throws {
    let box = Interval(
      Tensor(shape: [1, 1], scalars: [lower]), Tensor(shape: [1, 1], scalars: [upper]))
    let lines = try #require((try clip(-1, 2) as? Clip)?.relax(box, alpha: nil))
    let (below, above) = (lines.lower, lines.upper)
    let found = [
      below.slope, try #require(below.intercept), above.slope, try #require(above.intercept),
    ].map(\.scalar)
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-12 }, "\(found)")
  }

  @Test func limitsAreAttributesInOldVersions() throws {
    let node = try makeOperator(
      "Clip", [.variable(shape: [2])], ["max": .float(1)], opset: 6)
    let y = node.evaluate([Tensor(shape: [1, 2], scalars: [-9.0, 5])])
    #expect(y.scalars(as: Double.self) == [-9, 1])
  }

  @Test func limitsThatAreNotNumbersAreRefused() throws {
    #expect(throws: GraphError.self) { try clip(.nan, 1) }
    #expect(throws: GraphError.self) { try clip(.infinity, nil) }
    #expect(throws: GraphError.self) {
      try makeOperator("Clip", [.variable(shape: [2]), .variable(shape: [])])
    }
    #expect(throws: GraphError.self) {
      try makeOperator("Clip", [.variable(shape: [2]), .constant(randomTensor([2], seed: 1))])
    }
  }
}
