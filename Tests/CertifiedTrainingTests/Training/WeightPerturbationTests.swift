import Bounds
import DataSets
import Graphs
import Propagation
import Tensors
import Testing

@testable import CertifiedTraining

struct WeightPerturbationTests {
  private static let labels = Tensor([0, 2, 1])

  /// The loss of a step whose weights vary, as a function of the parameters.
  private static func worst(
    _ network: TrainableNetwork, _ inputs: Tensor, _ variables: [Tensor], norm: Norm,
    radius: Double, fused: Bool
  ) throws -> Tensor {
    let step = try network.trainingGraph(
      on: inputs, variables: variables,
      perturbing: { WeightPerturbation(radius: radius, norm: norm, centers: $0) })
    let set = try #require(step.weights).set(
      beside: PerturbationModel().set(around: inputs, 0.01))
    let bounds = DifferentiableBounds(of: step.graph, on: set)
    let loss = LossBounds(
      CrossEntropy(labels: labels, classes: 3), outputs: 3, bounds, batch: 3, as: .float64)
    return (fused ? loss.fused : loss.byIntervals)
  }

  @Test(arguments: [Norm.two, .infinity], [false, true])
  func gradientsAreThoseOfDifferences(norm: Norm, fused: Bool) throws {
    let network = try randomNetwork(MLP(widths: [6]), [4], outputs: 3)
    let inputs = randomBatch(3, [4])
    try expectGradient(
      of: { try Self.worst(network, inputs, $0, norm: norm, radius: 0.02, fused: fused).mean() },
      at: network.trainedIndices.map { network.values[$0] })
  }

  /// No weights and inputs of the sets give a loss above the bound.
  @Test(arguments: [Norm.two, .infinity], [false, true])
  func boundsHoldForSampledWeights(norm: Norm, fused: Bool) throws {
    let network = try randomNetwork(MLP(widths: [6]), [4], outputs: 3)
    let inputs = randomBatch(3, [4])
    let radius = 0.1
    let bound = try Self.worst(
      network, inputs, network.trainedIndices.map { network.values[$0] }, norm: norm,
      radius: radius, fused: fused
    ).scalars(as: Double.self)
    let loss = CrossEntropy(labels: Self.labels, classes: 3)
    let generator = Generator(seed: 3)
    for _ in 0..<200 {
      var moved = network
      for place in network.weightIndices {
        let noise = generator.normal(network.parameters[place].shape, as: .float64)
        let step = norm == .two ? noise * (1 / noise.euclideanNorm) : noise.sign
        moved.values[place] = network.values[place] + step * radius
      }
      let noise = generator.uniform(inputs.shape, as: .float64) * 0.02 - 0.01
      let outputs = try moved.graph()(inputs + noise).reshaped(to: [3, 3])
      for (found, most) in zip(
        loss.value(at: loss.forms(of: outputs)).scalars(as: Double.self), bound)
      {
        #expect(found <= most + 1e-9)
      }
    }
  }

  /// Without a radius the graph that reads its weights is the network.
  @Test func theGraphOfWeightsGivesTheSameOutputs() throws {
    let network = try randomNetwork(MLP(widths: [6]), [4], outputs: 3)
    let inputs = randomBatch(5, [4])
    let read = try network.weightGraph()
    let point = WeightPerturbation(radius: 0, centers: read.weights).joined(to: inputs)
    let difference =
      read.graph(point).reshaped(to: [5, 3])
      - (try network.graph()(inputs))
      .reshaped(to: [5, 3])
    #expect(difference.magnitude.maximum().scalar < 1e-12)
  }

  private static func certifiedError(_ weightEpsilon: Double) async throws -> Double {
    var settings = blobSettings(weightEpsilon > 0 ? .crownIBP : .natural)
    (settings.epsilon, settings.weightEpsilon) = (0, weightEpsilon)
    settings.objective.fusesLoss = true
    settings.betaSchedule = .constant(1)
    var trainer = try Trainer(settings, on: try blobs(300))
    for _ in 0..<settings.epochs { _ = try await trainer.runEpoch(on: try blobs(300)) }
    let read = try trainer.network.weightGraph()
    var evaluation = Evaluation(epsilon: 0, PerturbationModel())
    evaluation.weights = WeightPerturbation(radius: 0.25, centers: read.weights)
    evaluation.attack = nil
    let report = try await evaluation.run(read.graph, on: try blobs(150, seed: 2))
    return report.certifiedError
  }

  @Test func trainingLowersTheCertifiedErrorUnderWeightPerturbation() async throws {
    let (natural, flat) = (try await Self.certifiedError(0), try await Self.certifiedError(0.25))
    #expect(flat < natural)
  }

  @Test func aSmallBoxOfInputsGoesWithNoWeights() throws {
    var settings = blobSettings(.sabr)
    settings.weightEpsilon = 0.1
    #expect(throws: TrainingError.self) { try Trainer(settings, on: try blobs(30)) }
  }
}
