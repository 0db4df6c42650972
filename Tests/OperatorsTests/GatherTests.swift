import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct GatherTests {
  @Test(arguments: [
    (0, [], [1], [3, 4]),  // a scalar removes the axis
    (1, [2], [0, -1], [2, 2, 4]),
    (-1, [2, 3], [3, 3, 0, -4, 1, 2], [2, 3, 2, 3]),
    (1, [1, 1], [2], [2, 1, 1, 4]),
  ])
  func indicesTakeThePlaceOfTheAxis(
    axis: Int, shape: [Int], indices: [Int], output: [Int]
  ) throws {
    let operation = try makeOperator(
      "Gather",
      [.variable(shape: [2, 3, 4]), .constant(Tensor(shape: shape, scalars: indices))],
      ["axis": .int(axis)])
    #expect(operation.outputShape == output)
    expectAffine(operation, inputs: [[2, 3, 4]])
  }

  @Test func negativeIndicesCountFromTheEnd() throws {
    let operation = try makeOperator(
      "Gather", [.variable(shape: [2, 3]), list(-1, 0, -1)], ["axis": .int(1)])
    #expect(outputOfCounting(operation, [2, 3]) == [3, 1, 3, 6, 4, 6])
    let extents = try folded(
      "Gather", Tensor([8, 3, 5]), [.constant(Tensor(shape: [], scalars: [-2]))])
    #expect(extents == Tensor(shape: [], scalars: [3]))
  }

  @Test func whatIsNoPlaceIsRefused() throws {
    let value = Operand.variable(shape: [2, 3])
    expectRefused("index 2") { try makeOperator("Gather", [value, list(0, 2)]) }
    expectRefused("index -3") { try makeOperator("Gather", [value, list(-3)]) }
    expectRefused("depends") {
      try makeOperator("Gather", [.constant(randomTensor([4], seed: 1)), value])
    }
    expectRefused("not whole") {
      try makeOperator("Gather", [value, .constant(Tensor([0.0]))])
    }
    let many = Tensor(shape: [1], scalars: [0]).expanded(to: [1 << 27])
    expectRefused("more than") { try makeOperator("Gather", [value, .constant(many)]) }
  }
}
