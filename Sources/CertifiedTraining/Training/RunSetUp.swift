// RunSetUp: from a configuration and its data to the network, the loss and the optimizer.

public import DataSets
internal import Foundation
internal import Graphs
internal import Tensors

extension TrainingConfiguration {
  /// Where inputs lie: pixels are between 0 and 1, tables and sentences anywhere.
  public var inputRange: ClosedRange<Double>? { isImageData ? 0...1 : nil }

  private var isImageData: Bool {
    let name = data.split(separator: ":").first.map(String.init) ?? ""
    return DataSetCatalog.names.contains(name) && name != "sentences"
  }

  /// What a table, or a set of sentences, is told beyond its name.
  public var dataOptions: DataSetOptions {
    var options = DataSetOptions()
    options.inputs = inputs.isEmpty ? nil : inputs
    options.outputs = outputs.isEmpty ? nil : outputs
    options.sentences.length = length
    return options
  }

  /// The sets around samples, in units of the statistics of the training data where those are
  /// asked for.
  public func perturbation(for training: any DataSet) throws -> PerturbationModel {
    PerturbationModel(
      norm: norm, range: inputRange,
      scales: epsilonUnit == .deviation ? try Statistics(of: training).deviation : nil,
      changes: changes, changedElements: changedElements)
  }

  /// The balls around weights; none where they stay as they are.
  func weightPerturbation(_ settings: StepSettings) -> (([Tensor]) -> WeightPerturbation)? {
    guard settings.weightEpsilon > 0, objective.method != .natural else { return nil }
    let norm = weightNorm
    return { WeightPerturbation(radius: settings.weightEpsilon, norm: norm, centers: $0) }
  }

  /// The units of the outputs of a regression.
  private func scaling(for data: any DataSet) throws -> OutputScaling? {
    guard !data.task.isClassification, case .values(let values) = try data.all().targets else {
      return nil
    }
    let statistics = Statistics(of: values)
    return try OutputScaling(mean: statistics.mean, deviation: statistics.deviation)
  }

  /// The network as it starts.
  func makeNetwork(for data: any DataSet) throws -> TrainableNetwork {
    if let sentences = data.sentences { return try makeNetwork(for: sentences) }
    let architecture = try ArchitectureCatalog.make(model)
    let generator = Generator(seed: seed)
    let law = initializationUsed
    var normalization: InputNormalization?
    if normalizes {
      let statistics = try Statistics(of: data)
      normalization = try InputNormalization(
        mean: statistics.mean, deviation: statistics.deviation)
    }
    return try TrainableNetwork(
      architecture, sampleShape: data.sampleShape, outputCount: data.task.outputCount,
      normalization: normalization, scaling: try scaling(for: data)
    ) { law.start(of: $0, using: generator) }
  }

  func optimizerOptions() throws(TrainingError) -> ParameterOptimizer.Options {
    guard let kind = OptimizerKind(named: optimizer) else {
      throw .badValue(key: "optimizer", value: optimizer, problem: "does not exist")
    }
    var options = ParameterOptimizer.Options(kind)
    (options.weightDecay, options.l1Penalty) = (weightDecay, l1)
    (options.sparesVectors, options.clippingNorm) = (true, clip > 0 ? clip : nil)
    return options
  }
}

extension Initialization {
  /// The first value of a parameter.
  func start(of parameter: Parameter, using generator: Generator) -> Tensor {
    switch parameter.role {
    case .weight(let fanIn, let fanOut):
      weight(parameter.shape, fanIn: fanIn, fanOut: fanOut, using: generator)
    case .bias(let fanIn): bias(parameter.shape, fanIn: fanIn, using: generator)
    case .scale, .runningVariance: Tensor(repeating: 1, shape: parameter.shape)
    case .branchScale, .offset, .runningMean: Tensor(repeating: 0, shape: parameter.shape)
    case .embedding: generator.normal(parameter.shape)
    }
  }
}

extension DataSets.Task {
  var isClassification: Bool { if case .classification = self { true } else { false } }
}

/// The loss of a batch with its targets.
func makeLoss(
  _ targets: Targets, outputs: Int, scaling: OutputScaling? = nil
) -> any ConvexLoss {
  switch targets {
  case .classes(let labels): CrossEntropy(labels: labels, classes: outputs)
  case .values(let values): SquaredError(targets: scaling?.standardizing(values) ?? values)
  }
}

extension Objective {
  /// Whether its steps bound the loss over the whole set.
  var certifies: Bool {
    switch method {
    case .natural, .adversarial, .sabr: false
    case .ibp, .crownIBP, .crown, .mtlIBP, .ccIBP: true
    }
  }
}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}

extension Double {
  var logarithm: Double { log(self) }
}
