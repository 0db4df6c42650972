import Bounds
import Graphs
import Tensors
import Testing

@testable import CertifiedTraining

struct TrainableNetworkTests {
  @Test func parametersHaveTheNamesOfAStateDict() throws {
    let network = try randomNetwork(CNN7(width: 2, denseWidth: 4), [1, 8, 8], outputs: 3)
    let names = network.parameters.map(\.name)
    #expect(
      names.prefix(6) == [
        "conv1.weight", "conv1.bias", "bn1.weight", "bn1.bias", "bn1.running_mean",
        "bn1.running_var",
      ])
    #expect(names.suffix(2) == ["fc2.weight", "fc2.bias"])
    #expect(network.parameters.first { $0.name == "fc1.weight" }?.shape == [4, 4 * 4 * 4])
  }

  /// The network as it is used, worked out with the tensors alone.
  @Test func denseLayersMultiplyByTheTransposedWeight() throws {
    let network = try randomNetwork(MLP(widths: [3]), [2], outputs: 2)
    let x = randomBatch(4, [2])
    let flat = x.reshaped(to: [4, 2])
    let hidden =
      (flat.matmul(network.values[0].transposed(0, 1)) + network.values[1]).positivePart
    let expected = hidden.matmul(network.values[2].transposed(0, 1)) + network.values[3]
    let found = try network.graph()(x).reshaped(to: [4, 2])
    #expect(((found - expected).magnitude .< 1e-12).isTrueEverywhere)
  }

  /// Statistics of the batch: each channel leaves the first convolution, which its normalization has
  /// joined, with mean β and deviation |γ|.
  @Test func aTrainingStepNormalizesByTheBatch() throws {
    let network = try randomNetwork(CNN7(width: 2, denseWidth: 4), [1, 8, 8], outputs: 3)
    let batch = randomBatch(6, [1, 8, 8])
    let step = try network.trainingGraph(on: batch, variables: [])
    let x = step.graph.nodes[0].operation.evaluate([batch])
    let mean = x.mean(along: [0, 1, 3, 4])
    let variance = x.variance(along: [0, 1, 3, 4])
    let (scale, offset) = (network.values[2], network.values[3])
    #expect(((mean - offset).magnitude .< 1e-10).isTrueEverywhere)
    #expect(((variance - scale.squared).magnitude .< 1e-3).isTrueEverywhere)
    #expect(step.outputs.shape == [6, 3])
  }

  /// With a momentum of one the running statistics are the batch's, and the graph in use gives what
  /// the training step gave, but for the division by one less.
  @Test func runningStatisticsFollowTheBatch() throws {
    var network = try randomNetwork(CNN7(width: 2, denseWidth: 4), [1, 8, 8], outputs: 3)
    let batch = randomBatch(64, [1, 8, 8])
    let step = try network.trainingGraph(on: batch, variables: [])
    network.update(from: step, momentum: 1)
    let used = try network.graph()(batch).reshaped(to: [64, 3])
    let change = (used - step.outputs).magnitude.maximum().scalar
    #expect(change < 0.05 * step.outputs.magnitude.maximum().scalar)
    #expect(change > 0)
  }

  @Test func inputsAreNormalizedInsideTheNetwork() throws {
    let normalization = try InputNormalization(mean: [0.25], deviation: [0.5])
    let plain = try randomNetwork(MLP(widths: [3]), [2], outputs: 2)
    let normalized = try randomNetwork(
      MLP(widths: [3]), [2], outputs: 2, normalization: normalization)
    let x = randomBatch(4, [2])
    let difference = try normalized.graph()(x) - plain.graph()((x - 0.25) * 2)
    #expect((difference.magnitude .< 1e-12).isTrueEverywhere)
    #expect(throws: GraphError.self) { try InputNormalization(mean: [0], deviation: [0]) }
  }

  @Test func shapesThatDoNotFitAreRefused() {
    #expect(throws: GraphError.self) { try randomNetwork(CNN4(), [7], outputs: 2) }
  }
}
