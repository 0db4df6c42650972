import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct ConvTransposeTests {
  @Test(
    arguments: [
      ([1, 2, 5], [2, 3, 3], [:]),  // one axis
      ([1, 2, 3, 4], [2, 3, 3, 2], ["strides": [2, 3]]),
      ([1, 2, 3, 4], [2, 3, 4, 4], ["strides": [2, 2], "pads": [1, 1, 1, 1]]),
      ([1, 2, 3, 4], [2, 3, 4, 3], ["strides": [2, 2], "pads": [2, 0, 1, 1]]),  // uneven
      ([1, 2, 3, 4], [2, 3, 3, 3], ["strides": [2, 3], "output_padding": [1, 2]]),
      (
        [1, 2, 3, 4], [2, 3, 3, 3],
        ["strides": [3, 3], "output_padding": [1, 2], "pads": [1, 0, 0, 2]]
      ),
      ([1, 2, 3, 4], [2, 3, 2, 3], ["dilations": [3, 2]]),
      ([2, 4, 3, 3], [4, 2, 3, 3], ["group": [2]]), ([3, 3, 3, 3], [3, 1, 2, 2], ["group": [3]]),
      ([1, 2, 3, 4], [2, 3, 3, 3], ["strides": [2, 2], "output_shape": [6, 8]]),
    ] as [([Int], [Int], [String: [Int]])])
  func productsAndAdjointAgree(input: [Int], weight: [Int], lists: [String: [Int]]) throws {
    let attributes = Dictionary(
      uniqueKeysWithValues: lists.map {
        ($0, $0 == "group" ? .int($1[0]) : AttributeValue.ints($1))
      }
    )
    let kernel = Operand.constant(randomTensor(weight, seed: 3))
    let channels = weight[1] * (lists["group"]?[0] ?? 1)
    let bias = Operand.constant(randomTensor([channels], seed: 4))
    for operands in [[kernel], [kernel, bias]] {
      let node = try makeOperator("ConvTranspose", [.variable(shape: input)] + operands, attributes)
      expectAffine(node, inputs: [input])
    }
  }

  /// The kernel 1, 10, 100 on 1, 2, 3 with stride 2, as ONNX Runtime 1.32 has it.
  @Test(
    arguments: [
      ([:], [1.0, 10, 102, 20, 203, 30, 300]),
      (["output_padding": .ints([1])], [1.0, 10, 102, 20, 203, 30, 300, 0]),
      (["pads": .ints([1, 0])], [10.0, 102, 20, 203, 30, 300]),
      (["output_shape": .ints([5])], [10.0, 102, 20, 203, 30]),
      (["output_shape": .ints([6])], [10.0, 102, 20, 203, 30, 300]),
      (["output_shape": .ints([8])], [1.0, 10, 102, 20, 203, 30, 300, 0]),
      (["auto_pad": .string("SAME_UPPER")], [1.0, 10, 102, 20, 203, 30]),
      (["auto_pad": .string("SAME_LOWER")], [10.0, 102, 20, 203, 30, 300]),
      (["auto_pad": .string("VALID")], [1.0, 10, 102, 20, 203, 30, 300]),
    ] as [([String: AttributeValue], [Double])])
  func outputExtents(attributes: [String: AttributeValue], expected: [Double]) throws {
    let kernel = Tensor(shape: [1, 1, 3], scalars: [1.0, 10, 100])
    let node = try makeOperator(
      "ConvTranspose", [.variable(shape: [1, 1, 3]), .constant(kernel)],
      attributes.merging(["strides": .ints([2])]) { one, _ in one })
    let x = Tensor(shape: [1, 1, 1, 3], scalars: [1.0, 2, 3])
    #expect(node.evaluate([x]).scalars(as: Double.self) == expected)
    expectAffine(node, inputs: [[1, 1, 3]])
  }

  @Test(
    arguments: [
      ["output_padding": .ints([2])], ["output_shape": .ints([9])], ["output_shape": .ints([.max])],
      ["pads": .ints([4, 4])], ["strides": .ints([.max])], ["group": .int(2)],
      ["group": .int(.max)],
      ["strides": .ints([3]), "auto_pad": .string("SAME_UPPER"), "dilations": .ints([0])],
    ] as [[String: AttributeValue]])
  func contradictionsAreRefused(attributes: [String: AttributeValue]) throws {
    #expect(throws: GraphError.self) {
      try makeOperator(
        "ConvTranspose",
        [.variable(shape: [1, 1, 3]), .constant(randomTensor([1, 1, 3], seed: 1))],
        ["strides": .ints([2])].merging(attributes) { $1 })
    }
  }
}
