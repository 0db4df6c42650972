import Bounds
import Propagation
import Tensors
import Testing

@testable import CertifiedTraining

/// Gradients of the loss and its bounds in every parameter, for every family of networks.
struct ZooGradientTests {
  enum Bound: CaseIterable { case natural, intervals, fused }

  private static func loss(
    _ example: ZooCase, _ network: TrainableNetwork, _ bound: Bound, _ variables: [Tensor]
  ) throws -> Tensor {
    let table = network.embeddingIndex.flatMap { index in
      zip(network.trainedIndices, variables).first { $0.0 == index }?.1
    }
    let batch = example.batch(3, network, table: table)
    let step = try network.trainingGraph(on: batch, variables: variables)
    let loss = CrossEntropy(labels: Tensor([0, 2, 1]), classes: network.outputCount)
    guard bound != .natural else { return loss.value(at: loss.forms(of: step.outputs)).mean() }
    let inner = DifferentiableBounds(
      of: step.graph, on: Box(center: batch, radius: batch.filled(with: 0.01)))
    let bounds = LossBounds(loss, outputs: network.outputCount, inner, batch: 3, as: .float64)
    return bound == .intervals ? bounds.byIntervals.mean() : bounds.fused.mean()
  }

  @Test(arguments: ZooCase.all, Bound.allCases)
  func agreeWithDifferences(_ example: ZooCase, _ bound: Bound) throws {
    let network = try example.network()
    let points = network.trainedIndices.map { network.values[$0] }
    try expectGradient(
      of: { try Self.loss(example, network, bound, $0) }, at: points, tolerance: 1e-6)
  }

  /// A parameter that bounds do not depend on would not be trained.
  ///
  /// A bias in front of a batch normalization is taken off again with the mean.
  @Test(arguments: ZooCase.all)
  func reachEveryTrainedParameter(_ example: ZooCase) throws {
    let network = try example.network()
    let variables = network.trainedIndices.map { network.values[$0].requiringGradient }
    let loss = try Self.loss(example, network, .fused, variables)
    let gradients = Tensor.gradient(of: loss, wrt: variables)
    for (index, gradient) in zip(network.trainedIndices, gradients) {
      let name = network.parameters[index].name
      let isCentered = name.hasSuffix(".bias") && network.parameters[index].role.isBias
      let size = gradient.magnitude.maximum().scalar
      #expect(size.isFinite && (size > 1e-12 || isCentered), "\(name): \(size)")
    }
  }
}

extension Parameter.Role {
  var isBias: Bool { if case .bias = self { true } else { false } }
}
