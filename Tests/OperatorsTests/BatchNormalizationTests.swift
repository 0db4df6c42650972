import Bounds
import Graphs
import Operators
import Propagation
import Tensors
import Testing
import _BoundsTestSupport

struct BatchNormalizationTests {
  private func operands(_ shape: [Int], channels: Int) -> [Operand] {
    let list = (0..<4).map { randomTensor([channels], seed: 7 + UInt64($0)) }
    return [.variable(shape: shape)] + list[0..<3].map { .constant($0) }
      + [.constant(list[3].magnitude)]
  }

  @Test(arguments: [[1, 3], [2, 3, 5], [1, 3, 2, 4]])
  func scalesEachChannel(shape: [Int]) throws {
    expectAffine(
      try makeOperator("BatchNormalization", operands(shape, channels: 3)), inputs: [shape])
  }

  @Test func standardizesByHand() throws {
    let node = try makeOperator(
      "BatchNormalization",
      [.variable(shape: [1, 2])]
        + [[3.0, 1], [10.0, 0], [5.0, -1], [15.0, 0.75]].map { .constant(Tensor($0)) },
      ["epsilon": .float(1)], opset: 15)
    // 3 (7 - 5) / 4 + 10 and (1 + 1) / √1.75.
    let y = node.evaluate([Tensor(shape: [1, 1, 2], scalars: [7.0, 1])])
    #expect(close(y, Tensor(shape: [1, 1, 2], scalars: [11.5, 2 / 1.75.squareRoot()])))
  }

  @Test func trainingIsRefused() throws {
    let inputs = operands([1, 3, 4], channels: 3)
    #expect(throws: GraphError.self) {
      try makeOperator("BatchNormalization", inputs, ["training_mode": .int(1)])
    }
    #expect(throws: GraphError.self) {
      try makeOperator("BatchNormalization", inputs, output: (1, 3))
    }
    #expect(throws: GraphError.self) { try makeOperator("BatchNormalization", inputs, opset: 6) }
    #expect(throws: GraphError.self) {
      try makeOperator("BatchNormalization", operands([1, 4, 4], channels: 3))
    }
    #expect(throws: GraphError.self) {
      try makeOperator("BatchNormalization", inputs, ["epsilon": .float(-9)])
    }
  }

  /// With every parameter an input, as under weight perturbation.
  private func graphOfVariables(_ shape: [Int]) throws -> Graph {
    let inputs = [shape, [3], [3], [3], [3]].map { TensorExpression.input($0) }
    return try Graph(
      .operation("BatchNormalization", inputs.map { $0 }, ["epsilon": .float(0.1)]),
      reading: inputs)
  }

  @Test(arguments: [[1, 3], [2, 3, 2], [1, 3, 2, 2]])
  func parametersThatVaryGiveTheSameValues(shape: [Int]) throws {
    let constants = operands(shape, channels: 3)
    let fixed = try makeOperator("BatchNormalization", constants, ["epsilon": .float(0.1)])
    let x = randomTensor([1] + shape, seed: 21)
    let parts = constants.dropFirst().compactMap { operand -> Tensor? in
      if case .constant(let tensor) = operand { tensor } else { nil }
    }
    let point = Tensor.concatenating([x.flattened] + parts, along: 0).addingAxis(0)
    let values = try graphOfVariables(shape)(point)
    #expect(close(values.flattened, fixed.evaluate([x]).flattened))
  }

  @Test func parametersThatVaryAreBoundedSoundly() throws {
    let graph = try graphOfVariables([1, 3, 2])
    let center = Tensor.concatenating(
      [randomTensor([2, 15], seed: 3), randomTensor([2, 3], seed: 4).magnitude + 0.5], along: 1)
    for radius in [0.01, 0.3, 2] { expectSoundBounds(graph, around: center, radius: radius) }
  }

  @Test func aVarianceThatMayVanishLeavesNoFiniteBound() throws {
    let graph = try graphOfVariables([1, 3])
    let center = Tensor(repeating: 0, shape: [1, 15], as: .float64)
    let range = CROWN().bounds(of: graph, on: Box(center: center, radius: center + 1))
    #expect((range.upper .== .infinity).isTrueEverywhere)
  }
}
