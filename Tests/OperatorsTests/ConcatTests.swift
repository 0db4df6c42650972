import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct ConcatTests {
  @Test func variablesAndConstantsJoinInAnyMix() throws {
    let narrow = Operand.variable(shape: [2, 1, 3])
    let wide = Operand.variable(shape: [2, 4, 3])
    let fixed = Operand.constant(randomTensor([2, 2, 3], seed: 8))
    for (operands, inputs, extent) in [
      ([narrow], [[2, 1, 3]], 1), ([narrow, wide], [[2, 1, 3], [2, 4, 3]], 5),
      ([fixed, wide], [[2, 4, 3]], 6), ([wide, fixed], [[2, 4, 3]], 6),
      ([fixed, narrow, fixed, wide], [[2, 1, 3], [2, 4, 3]], 9),
    ] {
      for axis in [1, -2] {
        let operation = try makeOperator("Concat", operands, ["axis": .int(axis)])
        #expect(operation.outputShape == [2, extent, 3])
        expectAffine(operation, inputs: inputs)
      }
    }
  }

  @Test func constantsKeepTheirPlace() throws {
    let operation = try makeOperator(
      "Concat", [.constant(Tensor([8.0])), .variable(shape: [2]), .constant(Tensor([9.0]))],
      ["axis": .int(0)])
    #expect(outputOfCounting(operation, [2]) == [8, 1, 2, 9])
  }

  @Test func wholeConstantsStayWhole() throws {
    let large = 1 << 60 + 1
    let joined = try folded(
      "Concat", Tensor([1, large]), [list(-1), list(5, 6)], ["axis": .int(0)])
    #expect(joined == Tensor([1, large, -1, 5, 6]))
  }

  @Test func shapesThatDoNotJoinAreRefused() throws {
    let value = Operand.variable(shape: [2, 3])
    for other in [[3, 3], [2], [2, 3, 1]] {
      expectRefused("join") {
        try makeOperator("Concat", [value, .variable(shape: other)], ["axis": .int(1)])
      }
    }
    expectRefused("axis 2") { try makeOperator("Concat", [value, value], ["axis": .int(2)]) }
    expectRefused("axis") { try makeOperator("Concat", [value, value]) }
    expectRefused("missing") { try makeOperator("Concat", [value, .absent], ["axis": .int(1)]) }
    let large = Operand.variable(shape: [1 << 26])
    expectRefused("more than") {
      try makeOperator("Concat", [large, large, large], ["axis": .int(0)])
    }
  }
}
