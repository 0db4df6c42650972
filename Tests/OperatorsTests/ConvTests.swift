import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct ConvTests {
  @Test(
    arguments: [
      ([1, 2, 7], [3, 2, 3], [:]),  // one axis
      ([1, 2, 8], [3, 2, 3], ["strides": [3], "pads": [0, 2]]),
      ([1, 2, 5, 6], [3, 2, 3, 3], ["pads": [1, 1, 1, 1]]),
      ([1, 2, 6, 7], [3, 2, 3, 2], ["strides": [2, 3]]),  // rows that the stride skips
      ([1, 2, 6, 7], [3, 2, 2, 2], ["strides": [3, 3], "pads": [2, 0, 1, 1]]),  // uneven
      ([1, 2, 7, 9], [3, 2, 3, 2], ["dilations": [2, 3], "pads": [1, 0, 2, 3]]),
      ([3, 2, 4, 4], [3, 2, 2, 2], [:]),  // several samples in one value
      ([1, 4, 5, 5], [6, 2, 3, 3], ["group": [2]]),
      ([2, 3, 5, 5], [6, 1, 3, 3], ["group": [3], "strides": [2, 2]]),  // depthwise
      ([1, 2, 5, 5], [3, 2, 1, 1], ["pads": [2, 2, 0, 3]]),  // padding beyond the kernel
      ([1, 2, 1, 4], [1, 2, 1, 4], [:]),  // one window
    ] as [([Int], [Int], [String: [Int]])])
  func productsAndAdjointAgree(input: [Int], weight: [Int], lists: [String: [Int]]) throws {
    let attributes = Dictionary(
      uniqueKeysWithValues: lists.map {
        ($0, $0 == "group" ? .int($1[0]) : AttributeValue.ints($1))
      }
    )
    let kernel = Operand.constant(randomTensor(weight, seed: 3))
    let bias = Operand.constant(randomTensor([weight[0]], seed: 4))
    for operands in [[kernel], [kernel, bias]] {
      let conv = try makeOperator("Conv", [.variable(shape: input)] + operands, attributes)
      expectAffine(conv, inputs: [input])
    }
  }

  @Test(arguments: [
    ("SAME_UPPER", 5, [21.0, 43, 5]),  // worked by ONNX Runtime: the odd row goes to the end
    ("SAME_LOWER", 5, [10.0, 32, 54]), ("VALID", 5, [21.0, 43]), ("SAME_UPPER", 6, [21.0, 43, 65]),
  ])
  func automaticPadding(name: String, extent: Int, expected: [Double]) throws {
    let conv = try makeOperator(
      "Conv",
      [
        .variable(shape: [1, 1, extent]),
        .constant(Tensor(shape: [1, 1, 2], scalars: [1.0, 10])),
      ], ["strides": .ints([2]), "auto_pad": .string(name)])
    let x = Tensor(shape: [1, 1, 1, extent], scalars: (1...extent).map(Double.init))
    #expect(conv.evaluate([x]).scalars(as: Double.self) == expected)
    expectAffine(conv, inputs: [[1, 1, extent]])
  }

  @Test(
    arguments: [
      ([1, 2, 5, 5], [3, 2, 3, 3], ["group": .int(0)]),
      ([1, 2, 5, 5], [3, 2, 3, 3], ["group": .int(2)]),
      ([1, 2, 5, 5], [3, 1, 3, 3], [:]),  // channels that do not match
      ([1, 2, 5, 5], [3, 2, 3, 3], ["strides": .ints([0, 1])]),
      ([1, 2, 5, 5], [3, 2, 3, 3], ["strides": .ints([1])]),
      ([1, 2, 5, 5], [3, 2, 3, 3], ["dilations": .ints([.max, 1])]),
      ([1, 2, 5, 5], [3, 2, 3, 3], ["pads": .ints([0, 0, 0, -1])]),
      ([1, 2, 5, 5], [3, 2, 3, 3], ["pads": .ints([0, 0, 0, .max])]),
      ([1, 2, 5, 5], [3, 2, 3, 3], ["pads": .ints([1 << 20, 1 << 20, 0, 0])]),  // too large
      ([1, 2, 5, 5], [3, 2, 6, 3], [:]),  // a kernel larger than the input
      ([1, 2, 5, 5], [3, 2, 3, 3], ["kernel_shape": .ints([2, 3])]),
      ([1, 2, 5, 5], [3, 2, 3, 3], ["auto_pad": .string("SAME")]),
      ([1, 2, 5, 5], [3, 2, 3], [:]),
      ([1, 2, 5, 5, 5], [3, 2, 3, 3, 3], [:]),  // three axes
      ([1, 2, 5, 0], [3, 2, 3, 3], ["pads": .ints([2, 2, 2, 2])]),
    ] as [([Int], [Int], [String: AttributeValue])])
  func contradictionsAreRefused(
    input: [Int], weight: [Int], attributes: [String: AttributeValue]
  ) throws {
    #expect(throws: GraphError.self) {
      try makeOperator(
        "Conv", [.variable(shape: input), .constant(randomTensor(weight, seed: 1))], attributes)
    }
  }

  @Test func variableWeightsAndWrongBiasesAreRefused() throws {
    let (x, kernel) = (Operand.variable(shape: [1, 2, 5]), randomTensor([3, 2, 3], seed: 1))
    #expect(throws: GraphError.self) {
      try makeOperator("Conv", [x, .variable(shape: [3, 2, 3])])
    }
    #expect(throws: GraphError.self) {
      try makeOperator("Conv", [x, .constant(kernel), .constant(randomTensor([2], seed: 1))])
    }
  }
}
