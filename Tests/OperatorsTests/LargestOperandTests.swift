import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct LargestOperandTests {
  private static let names = ["Max", "Min"]

  @Test(arguments: names, [1.0, 4])
  func soundBetweenTwoValues(name: String, scale: Double) throws {
    let shape = [3, 40]
    let operation = try makeOperator(name, [.variable(shape: shape), .variable(shape: shape)])
    expectEnclosed(operation, inputs: [shape, shape], scale: scale)
  }

  @Test(arguments: names)
  func soundBetweenSeveralValuesAndConstants(name: String) throws {
    let constant = Operand.constant(randomTensor([4, 1], seed: 3))
    let operation = try makeOperator(
      name, [.variable(shape: [5]), constant, .variable(shape: [2, 1, 5]), .variable(shape: [])])
    #expect(operation.outputShape == [2, 4, 5])
    expectEnclosed(operation, inputs: [[5], [2, 1, 5], []], scale: 1)
  }

  @Test(arguments: names)
  func oneValueIsItself(name: String) throws {
    expectEnclosed(try makeOperator(name, [.variable(shape: [2, 3])]), input: [2, 3])
  }

  @Test func wholeConstantsFold() throws {
    #expect(
      try folded("Max", Tensor([1, 5, -2]), [.constant(Tensor([3])), list(0, 9, 0)])
        == Tensor([3, 9, 3]))
    #expect(try folded("Min", Tensor([1, 5, -2]), [.constant(Tensor([3]))]) == Tensor([1, 3, -2]))
  }

  @Test func infiniteEndsHideNothing() throws {
    let operation = try makeOperator("Max", [.variable(shape: [2]), .variable(shape: [2])])
    guard case .nonlinear(let nonlinear) = operation.rule else { return }
    let infinity = Double.infinity
    let box = [
      Interval(
        Tensor(shape: [1, 2], scalars: [-infinity, 0]),
        Tensor(shape: [1, 2], scalars: [1, infinity])),
      Interval(
        Tensor(shape: [1, 2], scalars: [-1.0, 2]), Tensor(shape: [1, 2], scalars: [2.0, 3])),
    ]
    let one = Tensor(shape: [1, 1, 2], scalars: [1.0, 0])
    let (slopes, constant) = nonlinear.linearize(box, alpha: nil).substitute(one, mirrored: true)
    // Above, the first is at most the constant 2.
    #expect(slopes.map { $0.scalars(as: Double.self)[2] } == [0, 0])
    #expect(
      constant.scalars(as: Double.self)[1].isNaN || constant.scalars(as: Double.self)[1] <= -2)
  }
}
