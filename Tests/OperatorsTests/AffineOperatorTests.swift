import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct AffineOperatorTests {
  @Test func sumsAndDifferencesBroadcastBothWays() throws {
    for name in ["Add", "Sub"] {
      expectAffine(
        try makeOperator(name, [.variable(shape: [2, 3]), .variable(shape: [3])]),
        inputs: [[2, 3], [3]])
      let row = Operand.constant(randomTensor([4, 1, 3], seed: 3))
      expectAffine(try makeOperator(name, [.variable(shape: [2, 3]), row]), inputs: [[2, 3]])
      expectAffine(try makeOperator(name, [row, .variable(shape: [2, 3])]), inputs: [[2, 3]])
    }
  }

  @Test func productsWithConstantsBroadcastBothWays() throws {
    let row = Operand.constant(randomTensor([4, 1, 3], seed: 3))
    expectAffine(try makeOperator("Mul", [.variable(shape: [2, 1]), row]), inputs: [[2, 1]])
    expectAffine(try makeOperator("Mul", [row, .variable(shape: [2, 3])]), inputs: [[2, 3]])
    expectAffine(try makeOperator("Div", [.variable(shape: [3]), row]), inputs: [[3]])
    expectAffine(try makeOperator("Neg", [.variable(shape: [3, 2])]), inputs: [[3, 2]])
  }

  @Test(arguments: [
    ([2, 3], [3, 4]), ([3], [3, 4]), ([2, 3], [3]), ([5, 2, 3], [3, 4]), ([2, 3], [5, 3, 4]),
    ([1, 2, 3], [5, 3, 4]),
  ])
  func matrixProductsHoldOnBothSides(left: [Int], right: [Int]) throws {
    expectAffine(
      try makeOperator(
        "MatMul", [.variable(shape: left), .constant(randomTensor(right, seed: 4))]),
      inputs: [left])
    expectAffine(
      try makeOperator(
        "MatMul", [.constant(randomTensor(left, seed: 4)), .variable(shape: right)]),
      inputs: [right])
  }

  @Test(arguments: [false, true], [false, true])
  func gemmTransposesEitherFactor(turnsA: Bool, turnsB: Bool) throws {
    let attributes: [String: AttributeValue] = [
      "transA": .int(turnsA ? 1 : 0), "transB": .int(turnsB ? 1 : 0), "alpha": .float(0.5),
      "beta": .float(2),
    ]
    let left = turnsA ? [3, 2] : [2, 3]
    let right = turnsB ? [4, 3] : [3, 4]
    let offset = Operand.constant(randomTensor([4], seed: 6))
    expectAffine(
      try makeOperator(
        "Gemm", [.variable(shape: left), .constant(randomTensor(right, seed: 5)), offset],
        attributes), inputs: [left])
    expectAffine(
      try makeOperator(
        "Gemm", [.constant(randomTensor(left, seed: 5)), .variable(shape: right), offset],
        attributes), inputs: [right])
  }
}
