import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct SliceTests {
  @Test(
    arguments: [
      // starts, ends, steps on an axis of 1...5
      (1, 3, 1, [2.0, 3]),
      (-3, -1, 1, [3, 4]),
      (-1000, 2, 1, [1, 2]),
      (3, Int(Int32.max), 1, [4, 5]),
      (3, Int.max, 1, [4, 5]),
      (0, 5, 2, [1, 3, 5]),
      (1, 5, Int.max, [2]),
      (3, 1, 1, []),
      (-1, Int.min, -1, [5, 4, 3, 2, 1]),  // a backward range ends before the first place
      (1000, 0, -2, [5, 3]),
      (3, -5, -1, [4, 3, 2]),
      (-1000, Int.min, -1, [1]),
      (4, Int.min, Int.min, [5]),
    ] as [(Int, Int, Int, [Double])])
  func placesFollowTheStandard(start: Int, end: Int, step: Int, expected: [Double]) throws {
    let operation = try makeOperator(
      "Slice", [.variable(shape: [1, 5]), list(start), list(end), list(-1), list(step)])
    #expect(outputOfCounting(operation, [1, 5]) == expected)
    if !expected.isEmpty { expectAffine(operation, inputs: [[1, 5]]) }
    let whole = Tensor([1, 2, 3, 4, 5])
    let constant = try folded("Slice", whole, [list(start), list(end), list(0), list(step)])
    #expect(constant == Tensor(expected.map { Int($0) }))
  }

  @Test func attributesNameRangesOfOlderModels() throws {
    let operation = try makeOperator(
      "Slice", [.variable(shape: [1, 3, 4])], ["starts": .ints([0, 1]), "ends": .ints([1, -1])],
      opset: 9)
    #expect(operation.outputShape == [1, 1, 4])
    expectAffine(operation, inputs: [[1, 3, 4]])
  }

  @Test func rangesOnSeveralAxesNeedNoOrder() throws {
    let operation = try makeOperator(
      "Slice", [.variable(shape: [3, 4]), list(1, 2), list(3, -4), list(1, 0), list(1, -1)])
    #expect(outputOfCounting(operation, [3, 4]) == [10, 11, 6, 7, 2, 3].map { $0 })
    expectAffine(operation, inputs: [[3, 4]])
  }

  @Test func contradictionsAreRefused() throws {
    let value = Operand.variable(shape: [2, 3])
    expectRefused("zero") {
      try makeOperator("Slice", [value, list(0), list(1), list(0), list(0)])
    }
    expectRefused("repeat") {
      try makeOperator("Slice", [value, list(0, 0), list(1, 1), list(0, -2)])
    }
    expectRefused("differ in number") { try makeOperator("Slice", [value, list(0), list(1, 1)]) }
    expectRefused("depends") { try makeOperator("Slice", [value, value, list(1)]) }
    expectRefused("missing") { try makeOperator("Slice", [value, list(1)]) }
    expectRefused("backwards") {
      try makeOperator("Slice", [value, list(1), list(Int.max), list(0), list(-1)])
    }
  }

  @Test func splitMakesOnePartForEachOutput() throws {
    let value = Operand.variable(shape: [2, 5])
    for (operands, attributes, opset) in [
      ([value, list(2, 3)], [:], 13), ([value], ["split": AttributeValue.ints([2, 3])], 11),
    ] {
      let attributes = attributes.merging(["axis": .int(-1)]) { $1 }
      for (index, expected) in [[1.0, 2, 6, 7], [3.0, 4, 5, 8, 9, 10]].enumerated() {
        let part = try makeOperator(
          "Split", operands, attributes, opset: opset, output: (index, 2))
        #expect(outputOfCounting(part, [2, 5]) == expected)
        expectAffine(part, inputs: [[2, 5]])
      }
    }
  }

  @Test func splitMakesEqualPartsAndByNumberASmallerLast() throws {
    let value = Operand.variable(shape: [7])
    let parts = try (0..<3).map {
      try makeOperator(
        "Split", [value], ["num_outputs": .int(3)], opset: 18, output: ($0, 3)
      ).outputShape
    }
    #expect(parts == [[3], [3], [1]])
    let half = try makeOperator("Split", [.variable(shape: [4])], output: (1, 2))
    #expect(outputOfCounting(half, [4]) == [3, 4])
    expectRefused("not made up") { try makeOperator("Split", [value], output: (0, 2)) }
    expectRefused("not made up") {
      try makeOperator("Split", [value], ["num_outputs": .int(5)], opset: 18, output: (0, 5))
    }
    expectRefused("parts") { try makeOperator("Split", [value, list(3, 3)], output: (0, 2)) }
    expectRefused("parts") { try makeOperator("Split", [value, list(8, -1)], output: (0, 2)) }
    expectRefused("3 outputs") { try makeOperator("Split", [value, list(3, 4)], output: (2, 3)) }
  }
}
