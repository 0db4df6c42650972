import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct ResizeTests {
  private func resize(
    _ shape: [Int], scales: [Double]? = nil, sizes: [Int]? = nil, opset: Int = 19,
    _ attributes: [String: AttributeValue] = [:]
  ) throws -> any Operator {
    let factors = scales.map { Operand.constant(Tensor($0)) } ?? .absent
    let extents = sizes.map { Operand.constant(Tensor($0)) } ?? .absent
    let operands = opset < 11 ? [factors] : [.absent, factors, extents]
    return try makeOperator(
      "Resize", [.variable(shape: shape)] + operands, attributes, opset: opset)
  }

  @Test(
    arguments: [
      // 1...4 to 7 places: the coordinates are 4 (i + ½) / 7 - ½, and so on
      ("half_pixel", "nearest", [1, 1, 2, 2, 3, 4, 4]),
      ("asymmetric", "nearest", [1, 2, 2, 3, 3, 4, 4]),
      ("align_corners", "nearest", [1, 1, 2, 2, 3, 3, 4]),
      ("align_corners", "linear", [1, 1.5, 2, 2.5, 3, 3.5, 4]),
      ("asymmetric", "linear", [1, 11.0 / 7, 15.0 / 7, 19.0 / 7, 23.0 / 7, 27.0 / 7, 4]),
    ] as [(String, String, [Double])])
  func placesFollowTheCoordinates(coordinates: String, mode: String, expected: [Double]) throws {
    let operation = try resize(
      [1, 1, 4], sizes: [1, 1, 7],
      ["mode": .string(mode), "coordinate_transformation_mode": .string(coordinates)])
    let y = outputOfCounting(operation, [1, 1, 4])
    #expect(close(Tensor(y), Tensor(expected), within: 1e-6))
  }

  @Test(
    arguments: [
      // half of 1...4: each place lies between two
      ("round_prefer_floor", [1, 3]), ("round_prefer_ceil", [2, 4]), ("floor", [1, 3]),
      ("ceil", [2, 4]),
    ] as [(String, [Double])])
  func tiesAreRoundedAsAsked(rounding: String, expected: [Double]) throws {
    let operation = try resize(
      [1, 1, 4], scales: [1, 1, 0.5], ["nearest_mode": .string(rounding)])
    #expect(outputOfCounting(operation, [1, 1, 4]) == expected)
  }

  @Test func antialiasingTakesAllPlacesThatAreCovered() throws {
    // A tent of two places to either side; worked by ONNX Runtime 1.32.
    let operation = try resize(
      [1, 1, 6], scales: [1, 1, 0.5], ["mode": .string("linear"), "antialias": .int(1)])
    #expect(outputOfCounting(operation, [1, 1, 6]) == [1.625, 3.5, 5.375])
    expectAffine(operation, inputs: [[1, 1, 6]])
  }

  @Test(
    arguments: [
      "half_pixel", "half_pixel_symmetric", "pytorch_half_pixel", "asymmetric", "align_corners",
      "tf_half_pixel_for_nn",
    ], ["nearest", "linear"])
  func productsAndAdjointAgree(coordinates: String, mode: String) throws {
    let attributes: [String: AttributeValue] = [
      "mode": .string(mode), "coordinate_transformation_mode": .string(coordinates),
    ]
    for scales in [[1, 1, 2, 2.5], [1, 1, 0.6, 1], [1, 2, 1, 3]] {
      let operation = try resize([1, 2, 5, 3], scales: scales, attributes)
      #expect(operation.outputShape == zip([1, 2, 5, 3], scales).map { Int(Double($0) * $1) })
      expectAffine(operation, inputs: [[1, 2, 5, 3]])
    }
  }

  @Test(arguments: [("stretch", [7, 9]), ("not_larger", [6, 9]), ("not_smaller", [7, 11])])
  func policyKeepsTheAspectRatio(policy: String, expected: [Int]) throws {
    let operation = try resize(
      [1, 1, 5, 8], sizes: [7, 9],
      ["axes": .ints([2, 3]), "keep_aspect_ratio_policy": .string(policy)])
    #expect(operation.outputShape == [1, 1] + expected)
  }

  @Test func olderVersionsTakePlacesFromTheLeft() throws {
    let old = try resize([1, 1, 3], scales: [1, 1, 2], opset: 10, ["mode": .string("linear")])
    #expect(outputOfCounting(old, [1, 1, 3]) == [1, 1.5, 2, 2.5, 3, 3])
    let attributes: [String: AttributeValue] = ["scales": .floats([1, 1, 2])]
    let oldest = try makeOperator("Upsample", [.variable(shape: [1, 1, 2])], attributes, opset: 7)
    #expect(outputOfCounting(oldest, [1, 1, 2]) == [1, 1, 2, 2])
    let scales = Operand.constant(Tensor([1, 1, 1.5]))
    let newer = try makeOperator(
      "Upsample", [.variable(shape: [1, 1, 4]), scales], ["mode": .string("linear")], opset: 9)
    expectAffine(newer, inputs: [[1, 1, 4]])
  }

  @Test func wholeConstantsStayWhole() throws {
    let scales = Operand.constant(Tensor([2.0]))
    let result = try folded("Resize", Tensor([5, 7]), [.absent, scales])
    #expect(result == Tensor([5, 5, 7, 7]))
  }

  @Test func whatChangesNothingIsTheIdentity() throws {
    let operation = try resize([1, 2, 3], scales: [1, 1, 1], ["mode": .string("linear")])
    #expect(outputOfCounting(operation, [1, 2, 3]) == [1, 2, 3, 4, 5, 6])
    expectAffine(operation, inputs: [[1, 2, 3]])
  }

  @Test func otherModesAreRefusedByName() throws {
    func refused(_ words: String, _ attributes: [String: AttributeValue]) {
      expectRefused(words) { try resize([1, 1, 4], scales: [1, 1, 0.5], attributes) }
    }
    refused("mode cubic", ["mode": .string("cubic")])
    refused("tf_crop_and_resize", ["coordinate_transformation_mode": .string("tf_crop_and_resize")])
    refused("nearest_mode round", ["nearest_mode": .string("round")])
    expectRefused("rounds") { try resize([1, 1, 4], scales: [1, 1, 0.6], opset: 10) }
    expectRefused("keeps the extent") { try resize([1, 1, 4], scales: [1, 1, 1.2]) }
    let scales = Operand.constant(Tensor([1, 1, 2.0]))
    expectRefused("mode cubic") {
      try makeOperator(
        "Upsample", [.variable(shape: [1, 1, 4]), scales], ["mode": .string("cubic")], opset: 9)
    }
  }

  @Test func contradictionsAndHugeSizesAreRefused() throws {
    let shape = [1, 1, 4]
    expectRefused("not one") { try resize(shape) }
    expectRefused("not one") { try resize(shape, scales: [1, 1, 2], sizes: [1, 1, 8]) }
    expectRefused("3 axes") { try resize(shape, scales: [1, 2]) }
    expectRefused("3 axes") { try resize(shape, sizes: [1, 2]) }
    for scale in [0, -1, .nan, .infinity, 1e30] {
      expectRefused("a scale of") { try resize(shape, scales: [1, 1, scale]) }
    }
    expectRefused("to 0") { try resize(shape, scales: [1, 1, 0.1]) }
    expectRefused("sizes") { try resize(shape, sizes: [1, 1, 1 << 40]) }
    expectRefused("sizes") { try resize(shape, sizes: [1, 1, 0]) }
    expectRefused("more than") { try resize(shape, sizes: [1 << 20, 1, 1 << 20]) }
    expectRefused("places to") { try resize(shape, sizes: [1, 1, 1 << 24]) }
    let scales = Operand.constant(Tensor([1, 1, 0.5]))
    expectRefused("scales") {
      try makeOperator("Upsample", [.variable(shape: shape), scales], opset: 9)
    }
  }
}
