import Bounds
import Propagation
import Tensors
import Testing

@testable import CertifiedTraining

/// Gradients of every bound of the loss in every parameter, in double precision.
struct LossGradientTests {
  enum Bound: CaseIterable { case natural, intervals, unfused, fused, fusedCROWN }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let architecture: any Architecture
    let sampleShape: [Int]
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "mlp", architecture: MLP(widths: [8, 7]), sampleShape: [5]),
    Case(name: "cnn4", architecture: CNN4(width: 2, denseWidth: 8), sampleShape: [1, 8, 8]),
    // Statistics of the batch are differentiated too.
    Case(name: "cnn7", architecture: CNN7(width: 3, denseWidth: 8), sampleShape: [2, 6, 6]),
  ]

  @Test(arguments: cases, Bound.allCases)
  func crossEntropyAgreesWithDifferences(_ example: Case, _ bound: Bound) throws {
    let network = try randomNetwork(example.architecture, example.sampleShape, outputs: 4)
    let loss = CrossEntropy(labels: Tensor([0, 3, 1]), classes: 4)
    try expectGradients(of: bound, network, loss, example.sampleShape)
  }

  @Test(arguments: Bound.allCases)
  func regressionLossesAgreeWithDifferences(_ bound: Bound) throws {
    let network = try randomNetwork(MLP(widths: [9, 6]), [4], outputs: 2)
    let targets = Generator(seed: 5).normal([3, 2], as: .float64)
    try expectGradients(of: bound, network, SquaredError(targets: targets), [4])
    try expectGradients(of: bound, network, AbsoluteError(targets: targets), [4])
  }

  private func expectGradients(
    of bound: Bound, _ network: TrainableNetwork, _ loss: any ConvexLoss, _ sampleShape: [Int]
  ) throws {
    let batch = randomBatch(3, sampleShape)
    let points = network.trainedIndices.map { network.values[$0] }
    try expectGradient(
      of: { variables in
        let step = try network.trainingGraph(on: batch, variables: variables)
        guard bound != .natural else { return loss.value(at: loss.forms(of: step.outputs)).mean() }
        let inner = DifferentiableBounds(
          of: step.graph, on: Box(center: batch, radius: batch.filled(with: 0.03)),
          inner: bound == .fusedCROWN ? .substitution : .intervals)
        let bounds = LossBounds(
          loss, outputs: network.outputCount, inner, batch: 3, as: .float64)
        return switch bound {
        case .natural, .intervals: bounds.byIntervals.mean()
        case .unfused: bounds.bySubstitution.mean()
        case .fused, .fusedCROWN: bounds.fused.mean()
        }
      }, at: points)
  }
}
