import Bounds
import Foundation
import Graphs
import ONNX
import Propagation
import Tensors
import Testing
import _BoundsTestSupport

@testable import CertifiedTraining

/// What holds for every family of networks.
struct ZooTests {
  @Test(arguments: ZooCase.images, [[1, 8, 8], [3, 12, 9]])
  func imageNetworksFitOtherShapes(_ example: ZooCase, _ shape: [Int]) throws {
    let network = try randomNetwork(example.architecture, shape, outputs: 5)
    let outputs = try network.graph()(randomBatch(2, shape))
    #expect(outputs.shape == [2, 1, 5] && outputs.isFinite.isTrueEverywhere)
  }

  @Test(arguments: ZooCase.sentences, [1, 5])
  func sentencesMayHaveAnyLength(_ example: ZooCase, _ length: Int) throws {
    let shape = [length, example.sampleShape[1]]
    let network = try randomNetwork(example.architecture, shape, outputs: 5)
    let outputs = try network.graph()(randomBatch(2, shape))
    #expect(outputs.shape == [2, 1, 5] && outputs.isFinite.isTrueEverywhere)
  }

  @Test(arguments: ["resnet", "lstm"])
  func aRegressionHeadIsOneOutputOrMore(name: String) throws {
    let example = try #require(ZooCase.all.first { $0.name == name })
    for outputs in [1, 4] {
      let network = try example.network(outputs: outputs)
      let points = network.trainedIndices.map { network.values[$0] }
      let loss = SquaredError(targets: Generator(seed: 5).normal([2, outputs], as: .float64))
      let batch = example.batch(2, network)
      let inner = DifferentiableBounds(
        of: try network.trainingGraph(on: batch, variables: points).graph,
        on: Box(center: batch, radius: batch.filled(with: 0.01)))
      let bounds = LossBounds(loss, outputs: outputs, inner, batch: 2, as: .float64)
      let step = try network.trainingGraph(on: batch, variables: points)
      let natural = loss.value(at: loss.forms(of: step.outputs))
      #expect((bounds.fused .>= natural - 1e-9).isTrueEverywhere)
      #expect((bounds.byIntervals .>= natural - 1e-9).isTrueEverywhere)
    }
  }

  @Test(arguments: ZooCase.all)
  func boundsHoldAtSampledInputs(_ example: ZooCase) throws {
    let network = try example.network()
    expectSoundBounds(
      try network.graph(), around: example.batch(2, network), radius: 0.05, name: example.name)
  }

  /// With SURETY_WRITTEN the files stay, beside inputs and outputs, for Scripts/check-trained-models.
  @Test(arguments: ZooCase.all)
  func writtenNetworksReadBackEqual(_ example: ZooCase) throws {
    let network = try randomNetwork(
      example.architecture, example.sampleShape, outputs: 3, as: .float32)
    let kept = ProcessInfo.processInfo.environment["SURETY_WRITTEN"]
    let folder = kept ?? NSTemporaryDirectory()
    let path = "\(folder)/\(kept == nil ? UUID().uuidString : "trained-" + example.name)"
    let graph = try network.graph()
    try graph.write(onnx: path + ".onnx")
    let batch = example.batch(4, network).converted(to: .float32)
    let outputs = graph(batch)
    let read = try Model(onnx: path + ".onnx").graph
    let difference = (read(batch).reshaped(to: [4, 3]) - outputs.reshaped(to: [4, 3])).magnitude
    #expect((difference .< 1e-5).isTrueEverywhere)
    guard kept != nil else { return try FileManager.default.removeItem(atPath: path + ".onnx") }
    for (name, tensor) in [("input", batch), ("output", outputs)] {
      let text = tensor.scalars(as: Double.self).map { "\($0)" }.joined(separator: "\n")
      try text.write(toFile: "\(path).\(name).txt", atomically: true, encoding: .utf8)
    }
  }
}
