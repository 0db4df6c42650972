import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct AveragePoolTests {
  private func pool(
    _ shape: [Int], _ lists: [String: [Int]], _ attributes: [String: AttributeValue] = [:]
  ) throws -> any Operator {
    try makeOperator(
      "AveragePool", [.variable(shape: shape)],
      lists.mapValues { .ints($0) }.merging(attributes) { $1 }, opset: 19)
  }

  @Test(
    arguments: [
      ([1, 2, 7], ["kernel_shape": [3]]),
      ([1, 2, 5, 6], ["kernel_shape": [2, 3], "strides": [2, 1]]),
      ([1, 2, 5, 6], ["kernel_shape": [3, 3], "strides": [2, 2], "pads": [1, 0, 2, 1]]),
      ([1, 1, 6, 6], ["kernel_shape": [2, 3], "dilations": [3, 2], "pads": [1, 1, 0, 1]]),
      ([1, 1, 4, 3, 4], ["kernel_shape": [2, 2, 2], "strides": [2, 1, 2]]),  // volumes
    ] as [([Int], [String: [Int]])])
  func productsAndAdjointAgree(shape: [Int], lists: [String: [Int]]) throws {
    for (counts, roundsUp) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
      let flags = ["count_include_pad": counts, "ceil_mode": roundsUp]
      expectAffine(
        try pool(shape, lists, flags.mapValues { AttributeValue.int($0) }), inputs: [shape])
    }
  }

  @Test(
    arguments: [
      // 1...6, windows of 3, two apart, one place of padding, rounded up: the last window reaches one
      // place past the padding. Worked by ONNX Runtime 1.32 for opsets 10 to 22.
      (6, ["kernel_shape": [3], "strides": [2], "pads": [1, 1]], 0, [1.5, 3, 5, 6]),
      (6, ["kernel_shape": [3], "strides": [2], "pads": [1, 1]], 1, [1, 3, 5, 3]),
      (5, ["kernel_shape": [2], "strides": [2]], 1, [1.5, 3.5, 5]),
      // the third window would start past the image
      (4, ["kernel_shape": [2], "strides": [3], "pads": [1, 1]], 0, [1, 3.5]),
      (6, ["kernel_shape": [2], "dilations": [3], "pads": [1, 1]], 1, [1.5, 2.5, 3.5, 4.5, 2]),
      // the window past the image, by its step: 2, 5 | 3, 6
    ] as [(Int, [String: [Int]], Int, [Double])])
  func paddingCountsIfAsked(
    extent: Int, lists: [String: [Int]], countsPadding: Int, expected: [Double]
  ) throws {
    let operation = try pool(
      [1, 1, extent], lists, ["ceil_mode": .int(1), "count_include_pad": .int(countsPadding)])
    let y = outputOfCounting(operation, [1, 1, extent])
    #expect(close(Tensor(y), Tensor(expected)))
  }

  @Test(
    arguments: [
      ("SAME_UPPER", [1.5, 3.5, 5]), ("SAME_LOWER", [1, 2.5, 4.5]), ("VALID", [1.5, 3.5]),
      ("NOTSET", [1.5, 3.5]),
    ] as [(String, [Double])])
  func automaticPaddingIsNotCounted(name: String, expected: [Double]) throws {
    let operation = try pool(
      [1, 1, 5], ["kernel_shape": [2], "strides": [2]], ["auto_pad": .string(name)])
    #expect(outputOfCounting(operation, [1, 1, 5]) == expected)
  }

  @Test func contradictionsAreRefused() throws {
    let shape = [1, 1, 5]
    expectRefused("kernel_shape") { try pool(shape, [:]) }
    expectRefused("spatial") { try pool([1, 5], ["kernel_shape": []]) }
    expectRefused("step") { try pool(shape, ["kernel_shape": [2, 2]]) }
    expectRefused("step") { try pool(shape, ["kernel_shape": [0]]) }
    expectRefused("step") { try pool(shape, ["kernel_shape": [2], "strides": [0]]) }
    expectRefused("step") { try pool(shape, ["kernel_shape": [Int.max]]) }
    expectRefused("pads") { try pool(shape, ["kernel_shape": [2], "pads": [0, -1]]) }
    expectRefused("a window of 6") { try pool(shape, ["kernel_shape": [6]]) }
    expectRefused("in the padding") { try pool(shape, ["kernel_shape": [2], "pads": [2, 0]]) }
    expectRefused("auto_pad") {
      try pool(shape, ["kernel_shape": [2]], ["auto_pad": .string("SAME")])
    }
    expectRefused("skip") {
      try pool(
        shape, ["kernel_shape": [1], "strides": [3]], ["auto_pad": .string("SAME_LOWER")])
    }
    expectRefused("dilations") {
      try pool(
        shape, ["kernel_shape": [2], "dilations": [2]], ["auto_pad": .string("SAME_UPPER")])
    }
  }

  @Test func hugePaddingIsNotAllocated() throws {
    let huge = 1 << 26
    expectRefused("places to") {
      try pool(
        [1, 1, 2], ["kernel_shape": [1], "pads": [huge, 0]], ["count_include_pad": .int(1)])
    }
    expectRefused("more than") {
      try pool(
        [1, 4, 2], ["kernel_shape": [1], "pads": [huge, 0]], ["count_include_pad": .int(1)])
    }
  }
}
