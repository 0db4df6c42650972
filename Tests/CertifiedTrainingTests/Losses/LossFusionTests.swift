import Bounds
import Graphs
import Operators
import Propagation
import Tensors
import Testing

@testable import CertifiedTraining

/// The fused bound against its definition, and against losses that are met.
struct LossFusionTests {
  private static let reach = 0.05

  private static func bounds(
    _ network: TrainableNetwork, _ loss: any ConvexLoss, _ batch: Tensor
  ) throws -> LossBounds<Box> {
    let inner = DifferentiableBounds(
      of: try network.graph(), on: Box(center: batch, radius: batch.filled(with: reach)))
    return LossBounds(
      loss, outputs: network.outputCount, inner, batch: batch.shape[0], as: .float64)
  }

  /// The loss as nodes of the graph behind the network, bounded like any other network.
  @Test(arguments: 0..<3)
  func equalsTheBoundOfTheLossAsAGraph(label: Int) throws {
    let network = try randomNetwork(MLP(widths: [8, 6]), [4], outputs: 3)
    let batch = randomBatch(1, [4], seed: UInt64(label))
    let loss = CrossEntropy(labels: Tensor([label]), classes: 3)
    let fused = try Self.bounds(network, loss, batch).fused.scalar

    // The last layer makes margins, as the intervals of the loss see it.
    var margins = try randomNetwork(MLP(widths: [8, 6]), [4], outputs: 2)
    let matrix = loss.matrix(outputs: 3, as: .float64).removingAxis(0)
    margins.values = network.values
    margins.values[4] = matrix.matmul(network.values[4])
    margins.values[5] = matrix.matmul(network.values[5])
    var assembly = GraphAssembly(
      extending: try margins.graph(), source: OperatorCatalog.standard)
    let output = assembly.value(assembly.graph.output)
    let terms = try assembly.apply("Exp", [output])
    let sum = try assembly.apply(
      "ReduceSum", [terms, .constant(Tensor([1]))], ["keepdims": .int(0)])
    let graph = try assembly.finished(at: [("sum", sum)])
    let upper = CROWNIBP().bounds(
      of: graph, on: Box(center: batch, radius: batch.filled(with: Self.reach))
    ).upper.scalar
    let expected = (1 + upper).logarithm
    // CROWN-IBP takes the better of intervals and substitution.
    let byIntervals = try Self.bounds(network, loss, batch).byIntervals.scalar
    #expect(abs(min(fused, byIntervals) - expected) < 1e-9, "\(fused), \(expected)")
  }

  @Test(arguments: [0, 1, 2])
  func noSampledLossExceedsABound(kind: Int) throws {
    let network = try randomNetwork(CNN7(width: 3, denseWidth: 8), [1, 6, 6], outputs: 4)
    let batch = randomBatch(5, [1, 6, 6])
    let targets = Generator(seed: 3).normal([5, 4], as: .float64)
    let loss: any ConvexLoss =
      switch kind {
      case 0: CrossEntropy(labels: Tensor([0, 1, 2, 3, 0]), classes: 4)
      case 1: SquaredError(targets: targets)
      default: AbsoluteError(targets: targets)
      }
    let bounds = try Self.bounds(network, loss, batch)
    let graph = try network.graph()
    let generator = Generator(seed: 11)
    var worst = bounds.fused.filled(with: -.infinity)
    for round in 0..<200 {
      let noise = generator.uniform(batch.shape, as: .float64) * 2 - 1
      // Corners and inner points in turn.
      let move = (round % 2 == 0 ? noise.sign : noise) * Self.reach
      let outputs = graph(batch + move).reshaped(to: [5, 4])
      worst = Tensor.maximum(worst, loss.value(at: loss.forms(of: outputs)))
    }
    for bound in [bounds.byIntervals, bounds.bySubstitution, bounds.fused] {
      #expect((worst .<= bound + 1e-9).isTrueEverywhere)
    }
    #expect((bounds.bySubstitution .<= bounds.byIntervals + 1e-12).isTrueEverywhere)
  }

  /// A set of one point: every bound is the loss itself.
  @Test func isExactAtAPoint() throws {
    let network = try randomNetwork(MLP(widths: [8]), [4], outputs: 3)
    let batch = randomBatch(2, [4])
    let loss = CrossEntropy(labels: Tensor([0, 2]), classes: 3)
    let inner = DifferentiableBounds(
      of: try network.graph(), on: Box(center: batch, radius: batch.filled(with: 0)))
    let bounds = LossBounds(loss, outputs: 3, inner, batch: 2, as: .float64)
    let value = loss.value(at: loss.forms(of: try network.graph()(batch).reshaped(to: [2, 3])))
    for bound in [bounds.byIntervals, bounds.bySubstitution, bounds.fused] {
      #expect(((bound - value).magnitude .< 1e-6).isTrueEverywhere)
    }
  }

  /// Margins of several hundred would overflow a plain exponential.
  @Test func isFiniteForLargeMargins() throws {
    var network = try randomNetwork(MLP(widths: [8]), [4], outputs: 3)
    network.values = network.values.map { $0 * 40 }
    let loss = CrossEntropy(labels: Tensor([1]), classes: 3)
    let bounds = try Self.bounds(network, loss, randomBatch(1, [4]))
    #expect(bounds.fused.isFinite.isTrueEverywhere)
    #expect(bounds.fused.scalar > 50)
  }

  /// More outputs than intervals are joined for: differences of the outputs' intervals.
  @Test func manyClassesAreSoundToo() throws {
    let classes = 40
    let network = try randomNetwork(MLP(widths: [8]), [4], outputs: classes)
    let batch = randomBatch(2, [4])
    let loss = CrossEntropy(labels: Tensor([5, 39]), classes: classes)
    let bounds = try Self.bounds(network, loss, batch)
    let range = bounds.forms
    let graph = try network.graph()
    let generator = Generator(seed: 2)
    for _ in 0..<50 {
      let move = (generator.uniform(batch.shape, as: .float64) * 2 - 1) * Self.reach
      let forms = loss.forms(of: graph(batch + move).reshaped(to: [2, classes]))
      #expect((forms .>= range.lower - 1e-9).isTrueEverywhere)
      #expect((forms .<= range.upper + 1e-9).isTrueEverywhere)
      #expect((loss.value(at: forms) .<= bounds.fused + 1e-9).isTrueEverywhere)
    }
  }
}

extension Double {
  fileprivate var logarithm: Double { Tensor(self, as: .float64).log.scalar }
}
