import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct ExpandTests {
  @Test(arguments: [
    ([3, 1], [1, 4], [3, 4]), ([3], [2, 1, 1], [2, 1, 3]), ([2, 1, 3], [1], [2, 1, 3]),
    ([1, 1], [2, 2, 2], [2, 2, 2]),
  ])
  func bothShapesBroadcast(input: [Int], shape: [Int], output: [Int]) throws {
    let operation = try makeOperator(
      "Expand", [.variable(shape: input), .constant(Tensor(shape))])
    #expect(operation.outputShape == output)
    expectAffine(operation, inputs: [input])
  }

  @Test(arguments: [[1, 1], [2, 1], [1, 3], [2, 3]])
  func tileRepeatsTheWhole(repeats: [Int]) throws {
    let operation = try makeOperator(
      "Tile", [.variable(shape: [2, 2]), .constant(Tensor(repeats))])
    #expect(operation.outputShape == [2 * repeats[0], 2 * repeats[1]])
    expectAffine(operation, inputs: [[2, 2]])
  }

  @Test func copiesLieOneAfterTheOther() throws {
    let tile = try makeOperator("Tile", [.variable(shape: [2, 2]), list(1, 2)])
    #expect(outputOfCounting(tile, [2, 2]) == [1, 2, 1, 2, 3, 4, 3, 4])
    #expect(try folded("Tile", Tensor([7, 8]), [list(2)]) == Tensor([7, 8, 7, 8]))
    #expect(try folded("Tile", Tensor([7, 8]), [list(0)]).count == 0)
    #expect(try folded("Expand", Tensor([true]), [list(2)]) == Tensor([true, true]))
  }

  @Test func hugeCopiesAreNotMade() throws {
    let value = Operand.variable(shape: [1, 2])
    for name in ["Expand", "Tile"] {
      expectRefused("more than") { try makeOperator(name, [value, list(1 << 27, 1)]) }
      expectRefused("invalid") { try makeOperator(name, [value, list(-1, 1)]) }
      expectRefused("invalid") { try makeOperator(name, [value, list(Int.max, 2)]) }
      expectRefused("depends") { try makeOperator(name, [value, value]) }
      expectRefused("invalid") { try makeOperator(name, [value]) }
    }
    expectRefused("broadcast") { try makeOperator("Expand", [value, list(3)]) }
    expectRefused("repeats") { try makeOperator("Tile", [value, list(3)]) }
  }
}
