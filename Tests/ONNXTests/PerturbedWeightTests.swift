import Graphs
import ONNX
import Tensors
import Testing
import _BoundsTestSupport

/// Fixtures whose initializers are inputs too: the same function, bounded where the weights vary.
struct PerturbedWeightTests {
  /// Operators of which every initializer may vary that is no shape, index or limit.
  private static let operators = [
    "add", "batchnormalization", "conv", "convtranspose", "gemm", "groupnormalization", "gru",
    "instancenormalization", "layernormalization", "lstm", "matmul", "mul", "prelu", "rnn",
  ]

  /// The fixtures of an operator that have weights.
  private func fixtures(_ name: String) throws -> [(name: String, fixture: Fixture)] {
    try (OperatorFixtureTests.groups[name] ?? []).compactMap { file in
      do {
        return (file, try Fixture(file, scalarType: .float64, perturbing: ["*"]))
      } catch GraphError.model(let reason)
        where reason.contains("no initializer is named") || reason.contains("whole numbers")
      {
        return nil
      }
    }
  }

  private func point(_ fixture: Fixture) -> Tensor {
    let batch = fixture.input.shape[0]
    let weights = fixture.model.weights.map {
      $0.value.reshaped(to: [1, -1]).expanded(to: [batch, $0.value.count])
    }
    return Tensor.concatenating([fixture.input.reshaped(to: [batch, -1])] + weights, along: 1)
  }

  @Test(arguments: operators) func theWeightsOfTheFileGiveTheOutputs(name: String) throws {
    let fixtures = try fixtures(name)
    #expect(!fixtures.isEmpty)
    for (file, fixture) in fixtures {
      let output = fixture.model.graph(point(fixture)).scalars(as: Double.self)
      let scale = max(1, fixture.output.map(\.magnitude).max() ?? 1)
      let worst = zip(output, fixture.output).map { abs($0 - $1) }.max() ?? .infinity
      #expect(worst <= 2e-6 * scale && output.count == fixture.output.count, "\(file): \(worst)")
    }
  }

  @Test(arguments: ["batchnormalization", "convtranspose", "prelu"])
  func boundsHoldWhereWeightsVary(name: String) throws {
    for (file, fixture) in try fixtures(name) where fixture.model.graph.inputCount <= 200 {
      expectSoundBounds(fixture.model.graph, around: point(fixture), radius: 0.02, name: file)
    }
  }
}
