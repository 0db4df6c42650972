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
  /// The parameters, in the order of the layers, and their values.
  public let parameters: [Parameter]
  public internal(set) var values: [Tensor]

  /// Makes a network, each parameter by `initialize`.
  ///
  /// - Throws: `GraphError` if the layers do not fit the shapes.
  public init(
    _ architecture: any Architecture, sampleShape: [Int], outputCount: Int,
    normalization: InputNormalization? = nil, as scalarType: ScalarType = .float32,
    initialize: (Parameter) -> Tensor
  ) throws(GraphError) {
    (self.architecture, self.sampleShape, self.outputCount) = (
      architecture, sampleShape, outputCount
    )
    (self.normalization, self.scalarType) = (normalization, scalarType)
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
  /// The graph of the network as it is used: normalizations hold their running statistics.
  public func graph() throws(GraphError) -> Graph {
    let known = valuesByName(values)
    var builder = ModelBuilder(assembly()) { .constant(known[$0.name] ?? Tensor([Float]())) }
    let output = try Self.assemble(
      architecture, normalization, builder.assembly.input, outputCount, &builder)
    return try builder.assembly.finished(at: [("output", output)])
  }

  /// The graph of a training step on a batch.
  ///
  /// - `variables`: values for the trained parameters, in the order of ``trainedIndices``, that
  ///   gradients are wanted for.
  /// - `batch`: `[n, 1] + sample shape`.
  public func trainingGraph(
    on batch: Tensor, variables: [Tensor]
  ) throws(GraphError) -> TrainingGraph {
    try trainingGraph(on: batch, variables: variables, among: nil)
  }

  /// The same where each process has a part of the batch.
  func trainingGraph(
    on batch: Tensor, variables: [Tensor], among replicas: Replicas?
  ) throws(GraphError) -> TrainingGraph {
    var all = values
    for (index, variable) in zip(trainedIndices, variables) { all[index] = variable }
    let known = valuesByName(all)
    var builder = ModelBuilder(assembly(), batch: batch, replicas: replicas) {
      .constant(known[$0.name] ?? Tensor([Float]()))
    }
    let output = try Self.assemble(
      architecture, normalization, builder.assembly.input, outputCount, &builder)
    guard case .variable(let last, _) = output, last == builder.assembly.graph.output else {
      throw .model("its last node is not its output")
    }
    return TrainingGraph(
      graph: builder.assembly.graph, outputs: builder.traced[last].reshaped(to: [-1, outputCount]),
      statistics: builder.statistics)
  }

  private func assembly() -> GraphAssembly {
    GraphAssembly(
      inputShape: [1] + sampleShape, scalarType: scalarType, source: OperatorCatalog.standard)
  }

  private func valuesByName(_ values: [Tensor]) -> [String: Tensor] {
    Dictionary(uniqueKeysWithValues: zip(parameters.map(\.name), values))
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
  let statistics: [ModelBuilder.BatchStatistics]
}

extension Parameter {
  var startsAtOne: Bool { role == .scale || role == .runningVariance }
}
