import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct StepActivationTests {
  private static let names = ["Ceil", "Floor", "Round", "Sign"]

  @Test(arguments: names, [0.7, 4, 30])
  func soundOnRandomBoxes(name: String, scale: Double) throws {
    let operation = try makeOperator(name, [.variable(shape: [3, 40])])
    expectEnclosed(operation, input: [3, 40], scale: scale)
  }

  /// Ends on jumps and beside them, at every distance up to four.
  @Test(arguments: names)
  func soundWhereEndsLieOnJumps(name: String) throws {
    let operation = try makeOperator(name, [.variable(shape: [400])])
    let lower = (0..<400).map { Double($0 / 20) * 0.25 - 2.5 }
    let width = (0..<400).map { Double($0 % 20) * 0.25 }
    let start = Tensor(shape: [1, 400], scalars: lower)
    let box = Interval(start, start + Tensor(shape: [1, 400], scalars: width))
    expectEnclosed(operation, on: [box])
  }

  @Test func halvesAreRoundedToTheEvenNumber() throws {
    let operation = try makeOperator("Round", [.variable(shape: [6])])
    let y = operation.evaluate([Tensor(shape: [1, 6], scalars: [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5])])
    #expect(y.scalars(as: Double.self) == [-2, -2, 0, 0, 2, 2])
  }

  @Test(
    arguments: [
      // l, u, alpha; lower slope and intercept, upper slope and intercept
      ("Floor", 0.25, 0.75, nil, [0, 0, 0, 0]),  // constant
      ("Floor", 0.5, 2.5, 0, [0, 0, 0, 2]),
      ("Floor", 0.5, 2.5, 1, [1, -1, 1, 0]),  // through (1, 0) and (2, 1); through (1, 1), (2, 2)
      // through (2, 1) and (2.5, 2); through (0.5, 0) and (1, 1)
      ("Floor", 0.5, 2.5, 2, [2, -3, 2, -1]),
      ("Sign", -1, 3, 2, [2.0 / 3, -1, 2, 1]),
      ("Sign", -1, 3, nil, [2.0 / 3, -1, 0, 1]),  // the smaller areas
      ("Sign", 0, 3, 2, [1.0 / 3, 0, 0, 1]),
    ] as [(String, Double, Double, Double?, [Double])])
  func linesByHand(
    name: String, lower: Double, upper: Double, alpha: Double?, expected: [Double]
  ) throws {
    let box = Interval(
      Tensor(shape: [1, 1], scalars: [lower]), Tensor(shape: [1, 1], scalars: [upper]))
    let operation = try #require(
      try makeOperator(name, [.variable(shape: [1])]) as? any StepActivation)
    let placed = alpha.map { Tensor(repeating: $0, shape: [1, 1], as: .float64) }
    let lines = operation.relax(box, alpha: placed)
    let found = [
      lines.lower.slope, try #require(lines.lower.intercept), lines.upper.slope,
      try #require(lines.upper.intercept),
    ].map(\.scalar)
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-12 }, "\(found)")
  }

  @Test(arguments: names)
  func infiniteEndsAreConstantLines(name: String) throws {
    let operation = try #require(
      try makeOperator(name, [.variable(shape: [3])]) as? any StepActivation)
    let infinity = Double.infinity
    let box = Interval(
      Tensor(shape: [1, 3], scalars: [-infinity, -infinity, 0.5]),
      Tensor(shape: [1, 3], scalars: [infinity, 0.5, infinity]))
    let lines = operation.relax(box, alpha: nil)
    #expect(lines.lower.slope.scalars(as: Double.self) == [0, 0, 0])
    #expect(lines.upper.slope.scalars(as: Double.self) == [0, 0, 0])
    let range = operation.interval([box])
    #expect(lines.lower.intercept == range.lower)
    #expect(lines.upper.intercept == range.upper)
  }

  @Test func constantsFold() throws {
    #expect(try folded("Floor", Tensor([1.5, -1.5])) == Tensor([1.0, -2]))
    #expect(try folded("Ceil", Tensor([1.5, -1.5])) == Tensor([2.0, -1]))
    #expect(try folded("Round", Tensor([1.5, -0.5])) == Tensor([2.0, 0]))
    #expect(try folded("Sign", Tensor([7, 0, -3])) == Tensor([1, 0, -1]))
  }
}
