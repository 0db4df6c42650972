import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct QuantizationTests {
  private static let scale = Operand.constant(Tensor(0.25, as: .float64))
  private static let scales = Operand.constant(Tensor([0.1, 0.5, 0.03]))

  @Test(arguments: [(2, 128), (3, -5), (2, 0)], [0.5, 4.0, 60.0])
  func quantizationIsEnclosed(type: (code: Int, point: Int), reach: Double) throws {
    let zero = Operand.constant(Tensor(shape: [], scalars: [type.point]))
    let operation = try makeOperator(
      "QuantizeLinear", [.variable(shape: [3, 40]), Self.scale, zero],
      ["output_dtype": .int(type.code)])
    expectEnclosed(operation, input: [3, 40], scale: reach)
  }

  @Test(arguments: [3.0, 30.0])
  func quantizationAlongAnAxisIsEnclosed(reach: Double) throws {
    let operation = try makeOperator(
      "QuantizeLinear", [.variable(shape: [2, 3, 20]), Self.scales, list(1, 2, 3)],
      ["output_dtype": .int(3)])
    expectEnclosed(operation, input: [2, 3, 20], scale: reach)
    let back = try makeOperator(
      "DequantizeLinear", [.variable(shape: [2, 3, 20]), Self.scales, list(1, 2, 3)])
    expectAffine(back, inputs: [[2, 3, 20]])
  }

  @Test func halvesAreEvenAndLimitsCut() throws {
    let y = try folded(
      "QuantizeLinear", Tensor([0.125, 0.375, 0.625, -0.125, 99, -99]), [Self.scale])
    #expect(y == Tensor([0, 2, 2, 0, 255, 0]))
    #expect(
      try folded("DequantizeLinear", Tensor([3, 255]), [Self.scale, .constant(Tensor([3]))])
        == Tensor([0.0, 63]))
  }

  @Test func whatIsNotKnownIsRefused() {
    let variable = Operand.variable(shape: [2, 3])
    expectRefused("not known") {
      try makeOperator("QuantizeLinear", [variable, Self.scale, list(0)])
    }
    expectRefused("blocks") {
      try makeOperator("DequantizeLinear", [variable, Self.scale], ["block_size": .int(2)])
    }
    expectRefused("not positive") {
      try makeOperator("DequantizeLinear", [variable, .constant(Tensor([-1.0]))])
    }
    expectRefused("depends") {
      try makeOperator("QuantizeLinear", [variable, .variable(shape: [])])
    }
  }
}
