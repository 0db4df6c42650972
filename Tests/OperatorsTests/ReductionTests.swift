import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct ReductionTests {
  @Test(
    arguments: ["ReduceSum", "ReduceMean"], [([1], 0), ([-1, 0], 1), ([0, 1, 2], 0), ([], 1)])
  func axesAreAnAttributeAndLaterAnInput(name: String, form: (axes: [Int], keeps: Int)) throws {
    let (axes, keeps) = form
    let shape = [2, 3, 4]
    let value = Operand.variable(shape: shape)
    let keepdims = ["keepdims": AttributeValue.int(keeps)]
    let old = try makeOperator(
      name, [value], keepdims.merging(["axes": .ints(axes)]) { $1 }, opset: 11)
    let new = try makeOperator(
      name, [value, .constant(Tensor(axes))], keepdims, opset: 18)
    #expect(old.outputShape == new.outputShape)
    expectAffine(new, inputs: [shape])
    let x = randomTensor([1] + shape, seed: 9)
    #expect(old.evaluate([x]) == new.evaluate([x]))
  }

  @Test func withoutAxesAllAreReducedOrNone() throws {
    let value = Operand.variable(shape: [2, 2])
    for (name, all) in [("ReduceSum", 10.0), ("ReduceMean", 2.5)] {
      let whole = try makeOperator(name, [value], ["keepdims": .int(0)], opset: 18)
      #expect(outputOfCounting(whole, [2, 2]) == [all])
      let noop = try makeOperator(name, [value], ["noop_with_empty_axes": .int(1)], opset: 18)
      #expect(outputOfCounting(noop, [2, 2]) == [1, 2, 3, 4])
      expectAffine(noop, inputs: [[2, 2]])
      let scalar = try makeOperator(name, [.variable(shape: [])], opset: 18)
      #expect(outputOfCounting(scalar, []) == [1])
    }
  }

  @Test func sumsAndMeansOfOneAxis() throws {
    let value = Operand.variable(shape: [2, 3])
    let sum = try makeOperator("ReduceSum", [value, list(1)])
    #expect(sum.outputShape == [2, 1])
    #expect(outputOfCounting(sum, [2, 3]) == [6, 15])
    let mean = try makeOperator("ReduceMean", [value], ["axes": .ints([0]), "keepdims": .int(0)])
    #expect(outputOfCounting(mean, [2, 3]) == [2.5, 3.5, 4.5])
  }

  @Test func wholeConstantsStayWhole() throws {
    let large = 1 << 60
    let sum = try folded("ReduceSum", Tensor([large, 1, 2]), [list(0)], ["keepdims": .int(0)])
    #expect(sum == Tensor(shape: [], scalars: [large + 3]))
    let mean = try folded("ReduceMean", Tensor([3, 4]), [], ["axes": .ints([0])])
    #expect(mean == Tensor([3]))
  }

  @Test func contradictionsAreRefused() throws {
    let value = Operand.variable(shape: [2, 3])
    expectRefused("axis 2") { try makeOperator("ReduceSum", [value, list(2)]) }
    expectRefused("repeat") { try makeOperator("ReduceSum", [value, list(1, -1)]) }
    expectRefused("depends") { try makeOperator("ReduceSum", [value, value]) }
    expectRefused("no elements") { try makeOperator("ReduceMean", [.variable(shape: [0, 2])]) }
    expectRefused("spatial") { try makeOperator("GlobalAveragePool", [value]) }
  }

  @Test(arguments: [[1, 2, 3], [1, 2, 3, 4], [1, 1, 2, 2, 2]])
  func globalAveragePoolKeepsTheAxes(shape: [Int]) throws {
    let operation = try makeOperator("GlobalAveragePool", [.variable(shape: shape)])
    #expect(operation.outputShape == shape.prefix(2) + shape.dropFirst(2).map { _ in 1 })
    expectAffine(operation, inputs: [shape])
  }
}
