// TrainableNetwork: an architecture with its shapes and the values of its parameters.

public import Graphs
internal import Operators
public import Tensors

/// A network whose parameters may change.
public struct TrainableNetwork: Sendable {
  public let architecture: any Architecture
  /// The shape of one sample, without an axis for the batch.
  public let sampleShape: [Int]
  public let outputCount: Int
  public let scalarType: ScalarType
  /// What stands before the first layer.
  public let normalization: InputNormalization?
  /// What stands behind the last layer once training is done.
  public let scaling: OutputScaling?
  /// The parameters, in the order of the layers, and their values.
  public let parameters: [Parameter]
  public internal(set) var values: [Tensor]

  /// Makes a network, each parameter by `initialize`.
  ///
  /// - Throws: `GraphError` if the layers do not fit the shapes.
  public init(
    _ architecture: any Architecture, sampleShape: [Int], outputCount: Int,
    normalization: InputNormalization? = nil, scaling: OutputScaling? = nil,
    as scalarType: ScalarType = .float32,
    initialize: (Parameter) -> Tensor
  ) throws(GraphError) {
    (self.architecture, self.sampleShape, self.outputCount) = (
      architecture, sampleShape, outputCount
    )
    (self.normalization, self.scaling, self.scalarType) = (normalization, scaling, scalarType)
    // A first walk, on zeros, says what there is.
    var builder = ModelBuilder(
      GraphAssembly(
        inputShape: [1] + sampleShape, scalarType: scalarType, source: OperatorCatalog.standard)
    ) { .constant(Tensor(repeating: $0.startsAtOne ? 1 : 0, shape: $0.shape, as: scalarType)) }
    let output = try Self.assemble(
      architecture, normalization, builder.assembly.input, outputCount, &builder)
    guard output.shape == [1, outputCount] else {
      throw .model("the network ends in the shape \(output.extents), not [1, \(outputCount)]")
    }
    parameters = builder.declared
    values = builder.declared.map(initialize)
    for (parameter, value) in zip(parameters, values) {
      precondition(value.shape == parameter.shape, "\(parameter) starts as \(value.shape)")
    }
  }

  /// The indices of the parameters that gradients change.
  public var trainedIndices: [Int] { parameters.indices.filter { parameters[$0].isTrained } }

  private static func assemble(
    _ architecture: any Architecture, _ normalization: InputNormalization?,
    _ input: ModelBuilder.Value, _ outputs: Int, _ builder: inout ModelBuilder
  ) throws(GraphError) -> ModelBuilder.Value {
    if let sentences = architecture as? any SentenceArchitecture {
      try builder.declareTable(of: sentences, reading: input.extents)
    }
    let x = try normalization?.assemble(input, in: &builder) ?? input
    return try architecture.assemble(x, outputs: outputs, in: &builder)
  }
}

extension TrainableNetwork {
  /// The graph of the network as it is used: normalizations hold their running statistics, and
  /// outputs are in the units of the data.
  public func graph() throws(GraphError) -> Graph { try graph(reading: []) }

  /// The same graph, which reads each weight behind the input, and the weights as they are.
  public func weightGraph() throws(GraphError) -> (graph: Graph, weights: [Tensor]) {
    let places = weightIndices
    return (try graph(reading: places), places.map { values[$0] })
  }

  /// The indices of the matrices and kernels.
  var weightIndices: [Int] {
    parameters.indices.filter { if case .weight = parameters[$0].role { true } else { false } }
  }

  private func graph(reading places: [Int]) throws(GraphError) -> Graph {
    var (builder, input) = try builder(values, reading: places)
    var output = try Self.assemble(architecture, normalization, input, outputCount, &builder)
    if let scaling { output = try scaling.assemble(output, in: &builder) }
    return try builder.assembly.finished(at: [("output", output)])
  }

  /// A builder whose parameters have these values, but those at `places`, which it reads behind the
  /// input.
  private func builder(
    _ values: [Tensor], reading places: [Int], batch: Tensor? = nil,
    among replicas: Replicas? = nil
  ) throws(GraphError) -> (builder: ModelBuilder, input: ModelBuilder.Value) {
    let (assembly, inputs) = try GraphAssembly.reading(
      [[1] + sampleShape] + places.map { parameters[$0].shape }, scalarType: scalarType,
      source: OperatorCatalog.standard)
    var known = Dictionary(
      uniqueKeysWithValues: zip(parameters.map(\.name), values.map(ModelBuilder.Value.constant)))
    for (place, input) in zip(places, inputs.dropFirst()) { known[parameters[place].name] = input }
    let values = known
    let builder = ModelBuilder(assembly, batch: batch, replicas: replicas) {
      values[$0.name] ?? .absent
    }
    return (builder, inputs[0])
  }

  /// The graph of a training step on a batch.
  ///
  /// - `variables`: values for the trained parameters, in the order of ``trainedIndices``, that
  ///   gradients are wanted for.
  /// - `batch`: `[n, 1] + sample shape`.
  /// - `weights`: given the matrices and kernels, how they are perturbed; the graph reads them
  ///   behind the input then.
  public func trainingGraph(
    on batch: Tensor, variables: [Tensor],
    perturbing weights: (([Tensor]) -> WeightPerturbation)? = nil
  ) throws(GraphError) -> TrainingGraph {
    try trainingGraph(on: batch, variables: variables, among: nil, perturbing: weights)
  }

  /// The same where each process has a part of the batch.
  func trainingGraph(
    on batch: Tensor, variables: [Tensor], among replicas: Replicas?,
    perturbing weights: (([Tensor]) -> WeightPerturbation)? = nil
  ) throws(GraphError) -> TrainingGraph {
    var all = values
    for (index, variable) in zip(trainedIndices, variables) { all[index] = variable }
    let places = weights == nil ? [] : weightIndices
    let perturbation = weights?(places.map { all[$0] })
    let point = perturbation?.joined(to: batch) ?? batch
    var (builder, input) = try builder(all, reading: places, batch: point, among: replicas)
    let output = try Self.assemble(architecture, normalization, input, outputCount, &builder)
    guard case .variable(let last, _) = output, last == builder.assembly.graph.output else {
      throw .model("its last node is not its output")
    }
    return TrainingGraph(
      graph: builder.assembly.graph.joiningNormalizations(),
      outputs: builder.traced[last].reshaped(to: [-1, outputCount]), point: point,
      weights: perturbation, statistics: builder.statistics)
  }

  /// Moves the running statistics towards those that a batch had.
  ///
  /// As in PyTorch: the variance divides by the count less one.
  public mutating func update(from step: TrainingGraph, momentum: Double = 0.1) {
    let places = Dictionary(
      uniqueKeysWithValues: parameters.enumerated().map { ($1.name, $0) })
    withoutGradients {
      for met in step.statistics {
        let correction = Double(met.count) / Double(max(met.count - 1, 1))
        let seen = [
          ("running_mean", met.mean.detached), ("running_var", met.variance.detached * correction),
        ]
        for (name, value) in seen {
          guard let place = places[met.layer + name] else { continue }
          values[place] = values[place] * (1 - momentum) + value * momentum
        }
      }
    }
  }
}

/// The graph of one training step, with what the batch became in it.
public struct TrainingGraph: Sendable {
  public let graph: Graph
  /// The outputs for the batch, `[n, outputs]`.
  public let outputs: Tensor
  /// What the graph reads: the batch, or the batch with the weights behind each input.
  let point: Tensor
  /// How weights are perturbed that the graph reads.
  let weights: WeightPerturbation?
  let statistics: [ModelBuilder.BatchStatistics]
}

extension Parameter {
  var startsAtOne: Bool { role == .scale || role == .runningVariance }
}
