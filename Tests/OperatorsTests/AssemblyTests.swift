import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct AssemblyTests {
  private static func constant(_ shape: [Int], _ scalars: [Int]) -> Operand {
    .constant(Tensor(shape: shape, scalars: scalars))
  }

  @Test func gatherElementsTakesFromItsLine() throws {
    let operation = try makeOperator(
      "GatherElements", [.variable(shape: [2, 3]), Self.constant([1, 4], [2, 0, -1, -3])],
      ["axis": .int(1)])
    #expect(outputOfCounting(operation, [2, 3]) == [3, 1, 3, 1])
    expectAffine(operation, inputs: [[2, 3]])
    expectRefused("outside axis") {
      try makeOperator("GatherElements", [.variable(shape: [2]), list(2)])
    }
    expectRefused("depends") {
      try makeOperator("GatherElements", [.constant(Tensor([1.0])), .variable(shape: [1])])
    }
  }

  @Test func gatherNDTakesSlices() throws {
    let slices = try makeOperator(
      "GatherND", [.variable(shape: [2, 3, 2]), Self.constant([2, 2], [1, 0, 0, -1])])
    #expect(outputOfCounting(slices, [2, 3, 2]) == [7, 8, 5, 6])
    expectAffine(slices, inputs: [[2, 3, 2]])
    let batched = try makeOperator(
      "GatherND", [.variable(shape: [2, 3, 2]), Self.constant([2, 1], [2, 0])],
      ["batch_dims": .int(1)])
    #expect(outputOfCounting(batched, [2, 3, 2]) == [5, 6, 7, 8])
    expectAffine(batched, inputs: [[2, 3, 2]])
    expectRefused("index 3 on axis 1") {
      try makeOperator("GatherND", [.variable(shape: [2, 3]), Self.constant([1, 2], [0, 3])])
    }
  }

  @Test(arguments: ["none", "add"])
  func scatterNDWritesSlices(reduction: String) throws {
    let indices = Self.constant([2, 1], [2, -3])
    let attributes: [String: AttributeValue] = ["reduction": .string(reduction)]
    let updates = Tensor(shape: [2, 2], scalars: [10.0, 20, 30, 40])
    let first = try makeOperator(
      "ScatterND", [.variable(shape: [3, 2]), indices, .constant(updates)], attributes)
    #expect(
      outputOfCounting(first, [3, 2])
        == (reduction == "add" ? [31, 42, 3, 4, 15, 26] : [30, 40, 3, 4, 10, 20]))
    expectAffine(first, inputs: [[3, 2]])
    let second = try makeOperator(
      "ScatterND", [.constant(randomTensor([3, 2], seed: 1)), indices, .variable(shape: [2, 2])],
      attributes)
    expectAffine(second, inputs: [[2, 2]])
    let both = try makeOperator(
      "ScatterND", [.variable(shape: [3, 2]), indices, .variable(shape: [2, 2])], attributes)
    expectAffine(both, inputs: [[3, 2], [2, 2]])
  }

  @Test(arguments: ["none", "add"])
  func scatterElementsWritesAlongAnAxis(reduction: String) throws {
    let operation = try makeOperator(
      "ScatterElements",
      [
        .variable(shape: [2, 3]), Self.constant([2, 2], [0, 2, 1, -1]), .variable(shape: [2, 2]),
      ],
      ["axis": .int(1), "reduction": .string(reduction)])
    expectAffine(operation, inputs: [[2, 3], [2, 2]])
    let whole = try folded(
      "ScatterElements", Tensor(shape: [1, 3], scalars: [1, 2, 3]),
      [Self.constant([1, 1], [1]), Self.constant([1, 1], [7])], ["axis": .int(1)])
    #expect(whole == Tensor(shape: [1, 3], scalars: [1, 7, 3]))
  }

  @Test func otherReductionsAreRefused() {
    expectRefused("reduction 'mul'") {
      try makeOperator(
        "ScatterND", [.variable(shape: [2]), Self.constant([1, 1], [0]), .variable(shape: [1])],
        ["reduction": .string("mul")])
    }
  }

  @Test(arguments: [
    (1, 0, [1, 2, 3, 0, 5, 6]), (1, 1, [0, 2, 3, 0, 0, 6]), (0, 0, [1, 0, 0, 4, 5, 0]),
    (0, -1, [0, 0, 0, 4, 0, 0]), (1, -9, [1, 2, 3, 4, 5, 6]),
  ])
  func triluKeepsATriangle(upper: Int, diagonal: Int, expected: [Double]) throws {
    let operation = try makeOperator(
      "Trilu", [.variable(shape: [2, 3]), Self.constant([], [diagonal])], ["upper": .int(upper)])
    #expect(outputOfCounting(operation, [2, 3]) == expected)
    expectAffine(operation, inputs: [[2, 3]])
  }

  @Test func compressKeepsWhereAConditionHolds() throws {
    let condition = Operand.constant(Tensor([false, true, true]))
    let onAxis = try makeOperator(
      "Compress", [.variable(shape: [2, 3]), condition], ["axis": .int(1)])
    #expect(outputOfCounting(onAxis, [2, 3]) == [2, 3, 5, 6])
    expectAffine(onAxis, inputs: [[2, 3]])
    let flat = try makeOperator("Compress", [.variable(shape: [2, 3]), condition])
    #expect(outputOfCounting(flat, [2, 3]) == [2, 3])
  }

  @Test func sequencesAreReversedByTheirLengths() throws {
    let operation = try makeOperator("ReverseSequence", [.variable(shape: [3, 2]), list(2, 3)])
    #expect(outputOfCounting(operation, [3, 2]) == [3, 6, 1, 4, 5, 2])
    expectAffine(operation, inputs: [[3, 2]])
    let other = try makeOperator(
      "ReverseSequence", [.variable(shape: [2, 3]), list(2, 3)],
      ["time_axis": .int(1), "batch_axis": .int(0)])
    #expect(outputOfCounting(other, [2, 3]) == [2, 1, 3, 6, 5, 4])
  }

  @Test(arguments: ["DCR", "CRD"])
  func depthAndSpaceAreExchanged(mode: String) throws {
    let shape = [1, 8, 2, 3]
    let operation = try makeOperator(
      "DepthToSpace", [.variable(shape: shape)], ["blocksize": .int(2), "mode": .string(mode)])
    #expect(operation.outputShape == [1, 2, 4, 6])
    expectAffine(operation, inputs: [shape])
    let back = try makeOperator(
      "SpaceToDepth", [.variable(shape: [1, 2, 4, 6])], ["blocksize": .int(2)])
    expectAffine(back, inputs: [[1, 2, 4, 6]])
    guard mode == "DCR" else { return }
    let x = randomTensor([1] + shape, seed: 1)
    #expect(back.evaluate([operation.evaluate([x])]) == x)
  }

  @Test(arguments: [
    (0, 0, [1, 3, 6, 4, 9, 15]), (1, 0, [0, 1, 3, 0, 4, 9]), (0, 1, [6, 5, 3, 15, 11, 6]),
    (1, 1, [5, 3, 0, 11, 6, 0]),
  ])
  func sumsRunAlongAnAxis(exclusive: Int, reverse: Int, expected: [Double]) throws {
    let operation = try makeOperator(
      "CumSum", [.variable(shape: [2, 3]), Self.constant([], [-1])],
      ["exclusive": .int(exclusive), "reverse": .int(reverse)])
    #expect(outputOfCounting(operation, [2, 3]) == expected)
    expectAffine(operation, inputs: [[2, 3]])
  }
}
