import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct LayoutTests {
  @Test(arguments: [nil, [0, 2, 3, 1], [0, 1, 2, 3], [2, 0, 3, 1]])  // nil reverses
  func transposeIsUndoneByItsAdjoint(perm: [Int]?) throws {
    let shape = [1, 2, 3, 4]
    let attributes = perm.map { ["perm": AttributeValue.ints($0)] } ?? [:]
    let operation = try makeOperator("Transpose", [.variable(shape: shape)], attributes)
    #expect(operation.outputShape == (perm ?? [3, 2, 1, 0]).map { shape[$0] })
    expectAffine(operation, inputs: [shape])
  }

  @Test func transposeTakesAxesInOrder() throws {
    let operation = try makeOperator("Transpose", [.variable(shape: [2, 3])])
    #expect(outputOfCounting(operation, [2, 3]) == [1, 4, 2, 5, 3, 6])
    #expect(
      try folded("Transpose", Tensor(shape: [1, 2], scalars: [7, 8]))
        == Tensor([7, 8]).addingAxis(1))
  }

  @Test(arguments: [[0, 0], [0], [0, 2], [0, -1]])
  func transposeRefusesWhatIsNoOrder(perm: [Int]) throws {
    expectRefused("perm") {
      try makeOperator("Transpose", [.variable(shape: [2, 3])], ["perm": .ints(perm)])
    }
  }

  @Test func axesAreAnAttributeAndLaterAnInput() throws {
    let shape = [1, 1, 3, 1]
    for (axes, output) in [([1], [1, 3, 1]), ([-1, 1], [1, 3])] {
      let old = try makeOperator(
        "Squeeze", [.variable(shape: shape)], ["axes": .ints(axes)], opset: 9)
      let new = try makeOperator("Squeeze", [.variable(shape: shape), .constant(Tensor(axes))])
      #expect(old.outputShape == output)
      #expect(new.outputShape == output)
      expectAffine(new, inputs: [shape])
    }
    for (axes, output) in [([3, 0], [1, 2, 3, 1]), ([-1, -3], [2, 1, 3, 1])] {
      let old = try makeOperator(
        "Unsqueeze", [.variable(shape: [2, 3])], ["axes": .ints(axes)], opset: 9)
      let new = try makeOperator("Unsqueeze", [.variable(shape: [2, 3]), .constant(Tensor(axes))])
      #expect(old.outputShape == output)
      #expect(new.outputShape == output)
      expectAffine(new, inputs: [[2, 3]])
    }
    #expect(try makeOperator("Squeeze", [.variable(shape: shape)]).outputShape == [3])
  }

  @Test func axesThatDoNotFitAreRefused() throws {
    let value = Operand.variable(shape: [1, 3])
    expectRefused("extent one") { try makeOperator("Squeeze", [value, list(1)]) }
    expectRefused("axis 2") { try makeOperator("Squeeze", [value, list(2)]) }
    expectRefused("repeat") { try makeOperator("Unsqueeze", [value, list(1, -3)]) }
    expectRefused("axis 4") { try makeOperator("Unsqueeze", [value, list(4)]) }
    expectRefused("missing") { try makeOperator("Unsqueeze", [value]) }
    expectRefused("depends") { try makeOperator("Unsqueeze", [value, value]) }
  }

  @Test func dropoutDropsNothing() throws {
    let value = Operand.variable(shape: [2, 3])
    let ratio = Operand.constant(Tensor(0.9, as: .float64))
    let no = Operand.constant(Tensor(shape: [], scalars: [false]))
    let yes = Operand.constant(Tensor(shape: [], scalars: [true]))
    for operands in [[value], [value, ratio], [value, .absent, no]] {
      expectAffine(try makeOperator("Dropout", operands), inputs: [[2, 3]])
    }
    expectRefused("training") { try makeOperator("Dropout", [value, ratio, yes]) }
    expectRefused("depends") { try makeOperator("Dropout", [value, ratio, value]) }
    expectRefused("mask") { try makeOperator("Dropout", [value], output: (1, 2)) }
  }
}
