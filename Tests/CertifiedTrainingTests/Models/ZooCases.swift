// Small networks of every family, and their inputs, for the tests of models.

import Bounds
import Propagation
import Tensors
import Testing

@testable import CertifiedTraining

struct ZooCase: Sendable, CustomTestStringConvertible {
  let name: String
  let architecture: any Architecture
  let sampleShape: [Int]

  init(_ name: String, _ architecture: any Architecture, _ sampleShape: [Int]) {
    (self.name, self.architecture, self.sampleShape) = (name, architecture, sampleShape)
  }

  var testDescription: String { name }

  static let images = [
    ZooCase("resnet", ResNet(width: 2, blocks: [1, 1], head: .dense(4)), [1, 6, 6]),
    ZooCase(
      "resnet-preactivated",
      ResNet(width: 2, blocks: [1, 2], isPreactivated: true, head: .average),
      [2, 6, 6]),
    ZooCase(
      "resnet-plain", ResNet(width: 2, blocks: [1, 1], isNormalized: false, head: .average),
      [1, 5, 7]),
    ZooCase(
      "resnext", ResNeXt(cardinality: 2, width: 1, blocks: [1, 1], head: .dense(4)), [1, 6, 6]),
    ZooCase("densenet", DenseNet(growth: 2, blocks: [1, 2], head: .dense(4)), [1, 6, 6]),
    ZooCase(
      "densenet-average", DenseNet(growth: 1, blocks: [1, 1, 1], head: .average), [2, 8, 8]),
    ZooCase("wide-resnet", WideResNet(depth: 10, factor: 1, width: 1, head: .dense(4)), [1, 6, 6]),
  ]

  static let sentences = [
    ZooCase("lstm", LSTMClassifier(vocabularySize: 7, embeddingWidth: 3, width: 4), [3, 3]),
    ZooCase(
      "lstm-bidirectional-last",
      LSTMClassifier(
        vocabularySize: 7, embeddingWidth: 3, width: 2, isBidirectional: true, pooling: .last),
      [3, 3]),
    ZooCase(
      "transformer",
      TransformerClassifier(
        vocabularySize: 7, embeddingWidth: 4, blocks: 1, heads: 2, denseWidth: 5),
      [3, 4]),
    ZooCase(
      "transformer-standard",
      TransformerClassifier(
        vocabularySize: 7, embeddingWidth: 4, blocks: 1, heads: 1, denseWidth: 5,
        normalization: .standard, hasPositions: false), [2, 4]),
    ZooCase(
      "transformer-two-blocks",
      TransformerClassifier(
        vocabularySize: 7, embeddingWidth: 4, blocks: 2, heads: 2, denseWidth: 3,
        normalization: .none), [2, 4]),
  ]

  static let all = images + sentences

  func network(outputs: Int = 3) throws -> TrainableNetwork {
    try randomNetwork(architecture, sampleShape, outputs: outputs)
  }

  /// The words of a batch, for networks that read any.
  static func words(_ count: Int, _ length: Int) -> Tensor {
    Tensor((0..<count * length).map { ($0 * 5 + 2) % 7 }).reshaped(to: [count, 1, length])
  }

  /// A batch; the words of a sentence by the rows of their table, which may be a variable.
  func batch(_ count: Int, _ network: TrainableNetwork, table: Tensor? = nil) -> Tensor {
    guard let index = network.embeddingIndex else { return randomBatch(count, sampleShape) }
    return embedded(Self.words(count, sampleShape[0]), by: table ?? network.values[index])
  }
}
