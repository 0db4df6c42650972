import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct ComparisonTests {
  private static let names = ["Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Equal"]

  @Test(arguments: names, [0.5, 4])
  func soundBetweenTwoValues(name: String, scale: Double) throws {
    let operation = try makeOperator(
      name, [.variable(shape: [3, 40]), .variable(shape: [40])])
    expectEnclosed(operation, inputs: [[3, 40], [40]], scale: scale)
  }

  @Test(arguments: names)
  func soundWithAConstantOnEitherSide(name: String) throws {
    let constant = Operand.constant(randomTensor([3, 1], seed: 4))
    expectEnclosed(
      try makeOperator(name, [.variable(shape: [3, 40]), constant]), input: [3, 40], scale: 1)
    expectEnclosed(
      try makeOperator(name, [constant, .variable(shape: [40])]), input: [40], scale: 1)
  }

  /// Whole ends meet the constant.
  @Test(arguments: names)
  func soundWhereEndsMeet(name: String) throws {
    let operation = try makeOperator(name, [.variable(shape: [25]), .constant(Tensor([1.0]))])
    let box = Interval(
      Tensor(shape: [1, 25], scalars: (0..<25).map { Double($0 % 5) - 1 }),
      Tensor(shape: [1, 25], scalars: (0..<25).map { Double($0 % 5 + $0 / 5) - 1 }))
    expectEnclosed(operation, on: [box])
  }

  @Test func constantsFoldToClaims() throws {
    let numbers = Tensor([1, 2, 3])
    let two = Operand.constant(Tensor([2]))
    #expect(try folded("Greater", numbers, [two]) == Tensor([false, false, true]))
    #expect(try folded("GreaterOrEqual", numbers, [two]) == Tensor([false, true, true]))
    #expect(try folded("Less", numbers, [two]) == Tensor([true, false, false]))
    #expect(try folded("LessOrEqual", numbers, [two]) == Tensor([true, true, false]))
    #expect(try folded("Equal", numbers, [two]) == Tensor([false, true, false]))
    #expect(
      try folded("Equal", Tensor([true, false]), [.constant(Tensor([false]))])
        == Tensor([false, true]))
  }

  @Test func valuesCompareToZeroAndOne() throws {
    let operation = try makeOperator("Greater", [.variable(shape: [3]), list(0, 2, 4)])
    #expect(outputOfCounting(operation, [3]) == [1, 0, 0])
  }
}
