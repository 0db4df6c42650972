// Trainer: a network, its optimizer, and the epochs that are behind.

internal import Bounds
public import DataSets
public import Tensors

/// A training run: what it does next depends on this value, its configuration and the data alone.
///
/// Every random choice follows from the seed, the epoch and the number of the sample, so that a run
/// that goes on from a snapshot gives the same network as one that never stopped, on the same
/// machine with the same count of threads.
public struct Trainer: Sendable {
  public let configuration: TrainingConfiguration
  /// The epochs that are done.
  public private(set) var history: [EpochReport] = []
  /// The network at the end of the last epoch.
  public private(set) var network: TrainableNetwork

  let task: DataSets.Task
  /// The parameters that gradients change; between epochs the network has the same values.
  private var parameters: NamedTensors
  private var optimizer: ParameterOptimizer
  private var adaptive = AdaptiveSchedule.State()

  /// Begins a run on data that the configuration fits.
  public init(_ configuration: TrainingConfiguration, on data: any DataSet) throws {
    guard data.count > 0 else { throw TrainingError.data("\(data.name) has no sample") }
    guard data.task.outputCount > (data.task.isClassification ? 1 : 0) else {
      throw TrainingError.data("\(data.name) has \(data.task.outputCount) classes")
    }
    (self.configuration, task) = (configuration, data.task)
    network = try configuration.makeNetwork(for: data)
    parameters = Self.trained(network)
    optimizer = ParameterOptimizer(for: parameters, options: try configuration.optimizerOptions())
  }

  /// The epoch that comes next.
  public var epoch: Int { history.count }
  public var isFinished: Bool { epoch >= configuration.epochs || hasStopped }

  private static func trained(_ network: TrainableNetwork) -> NamedTensors {
    NamedTensors(network.trainedIndices.map { (network.parameters[$0].name, network.values[$0]) })
  }
}

// MARK: - Epochs

extension Trainer {
  /// What is known in the middle of an epoch.
  public struct Progress: Sendable {
    public let epoch: Int
    /// Steps done, and those of the whole epoch.
    public let step: Int
    public let stepCount: Int
    public let report: EpochReport
  }

  /// Trains for one epoch.
  ///
  /// - Throws: `TrainingError` where the loss is no number or stays above guessing,
  ///   `CancellationError` where the task was cancelled; the run is then between two epochs no more,
  ///   and a snapshot must be restored.
  @concurrent
  public mutating func runEpoch(
    on data: any DataSet, test: (any DataSet)? = nil,
    progress: @Sendable (Progress) -> Void = { _ in }
  ) async throws -> EpochReport {
    let epoch = self.epoch
    var options = BatchPipeline.Options()
    options.batchSize = configuration.batchSize
    options.augmentation = configuration.augmentation
    // A last sample alone has no variance to normalize by.
    options.dropsShortBatch = data.count > configuration.batchSize
    let order = Order(seed: configuration.seed, epoch: epoch, count: data.count)
    let batches = BatchPipeline(data, order: order, options: options)
    let (clock, start) = (ContinuousClock(), ContinuousClock.now)
    var (sums, step) = (EpochSums(), 0)
    var (settings, rate) = (StepSettings(epsilon: 0, fullEpsilon: 0), 0.0)
    for try await batch in batches {
      try _Concurrency.Task.checkCancellation()
      let time = TrainingTime(epoch: epoch, step: step, stepsInEpoch: batches.batchCount)
      (settings, rate) = (self.settings(at: time), configuration.rateOverTime.value(at: time))
      let (report, norm) = try run(batch, settings, rate: rate, time)
      sums.add(report, gradientNorm: norm)
      step += 1
      progress(
        Progress(
          epoch: epoch, step: step, stepCount: batches.batchCount,
          report: sums.report(
            epoch: epoch, settings, rate: rate, seconds: (clock.now - start).inSeconds,
            certifies: configuration.objective.certifies)))
    }
    refresh()
    var report = sums.report(
      epoch: epoch, settings, rate: rate, seconds: (clock.now - start).inSeconds,
      certifies: configuration.objective.certifies)
    try await validate(on: test, &report)
    adaptive = configuration.epsilonOverTime.state(
      after: epoch, adaptive, certifiedError: report.certifiedError)
    history.append(report)
    try checkProgress()
    return report
  }

  private func settings(at time: TrainingTime) -> StepSettings {
    StepSettings(
      epsilon: configuration.epsilonOverTime.value(at: time, adaptive),
      fullEpsilon: configuration.epsilon,
      kappa: configuration.kappaOverTime.value(at: time),
      beta: configuration.betaOverTime.value(at: time))
  }

  private mutating func run(
    _ batch: Batch, _ settings: StepSettings, rate: Double, _ time: TrainingTime
  ) throws -> (StepReport, Double) {
    let inputs = batch.inputs.addingAxis(1)
    let variables = parameters.tensors.map(\.requiringGradient)
    let graph = try network.trainingGraph(on: inputs, variables: variables)
    let evaluated = evaluate(graph, inputs, batch.targets, settings)
    guard evaluated.report.objective.isFinite else {
      throw TrainingError.notFinite(epoch: time.epoch, step: time.step, what: "the loss")
    }
    let gradients = Tensor.gradient(of: evaluated.loss, wrt: variables)
    switch optimizer.step(&parameters, against: gradients, rate: rate) {
    case .notFinite(let parameter):
      throw TrainingError.notFinite(
        epoch: time.epoch, step: time.step, what: "the gradient of \(parameter)")
    case .done(let norm):
      network.update(from: graph)
      return (evaluated.report, norm)
    }
  }

  private func evaluate(
    _ graph: TrainingGraph, _ inputs: Tensor, _ targets: Targets, _ settings: StepSettings
  ) -> (loss: Tensor, report: StepReport) {
    let loss = makeLoss(targets, outputs: network.outputCount)
    let region = PerturbationModel(norm: configuration.norm, range: configuration.inputRange)
    func step<Set: Perturbation>(
      _ make: @escaping (Tensor, Double) -> Set
    ) -> (loss: Tensor, report: StepReport) {
      TrainingStep(
        objective: configuration.objective, settings: settings, loss: loss,
        classifies: task.isClassification, inputs: inputs, set: make(inputs, settings.epsilon),
        shrunken: { make($0, settings.epsilon * $1) }
      ).run(graph)
    }
    return configuration.norm == .infinity
      ? step { region.box(around: $0, $1) } : step { region.ball(around: $0, $1) }
  }

  /// Gives the network the parameters as they are now.
  private mutating func refresh() {
    for (index, tensor) in zip(network.trainedIndices, parameters.tensors) {
      network.values[index] = tensor
    }
  }
}

// MARK: - Between epochs

extension Trainer {
  private func validate(on test: (any DataSet)?, _ report: inout EpochReport) async throws {
    guard let test, configuration.validation > 0, task.isClassification else { return }
    var evaluation = Evaluation(
      epsilon: configuration.epsilon,
      PerturbationModel(norm: configuration.norm, range: configuration.inputRange))
    evaluation.attack = nil
    evaluation.methods = [.ibp, .crownIBP]
    let found = try await evaluation.run(
      try network.graph(), on: test.prefix(configuration.validation))
    (report.testCleanError, report.testCertifiedError) = (found.cleanError, found.certifiedError)
  }

  /// Stops a run whose loss has been no better than guessing for five epochs at the full radius or
  /// before it.
  private func checkProgress() throws(TrainingError) {
    let length = 5
    guard task.isClassification, history.count >= length else { return }
    let chance = Double(network.outputCount).logarithm
    let recent = history.suffix(length)
    guard recent.allSatisfy({ $0.naturalLoss > chance * 0.999 }) else { return }
    throw .diverged(epoch: epoch - 1, loss: recent.last?.naturalLoss ?? 0, chance: chance)
  }

  /// Whether the certified error has not fallen for as many epochs as the configuration allows,
  /// counted from the first epoch at the full radius.
  private var hasStopped: Bool {
    guard configuration.patience > 0 else { return false }
    let full = history.filter { $0.epsilon >= configuration.epsilon }
    let errors = full.compactMap { $0.testCertifiedError ?? $0.certifiedError }
    guard let best = errors.min(), let place = errors.firstIndex(of: best) else { return false }
    return errors.count - 1 - place >= configuration.patience
  }
}

// MARK: - Snapshots

extension Trainer {
  /// Everything that the next epoch depends on, beside configuration and data.
  public struct Snapshot: Sendable {
    /// Parameters under `model.`, the optimizer's state under `optimizer.`.
    public var tensors: NamedTensors
    public var history: [EpochReport]
    public var adaptive: AdaptiveSchedule.State

    public init(
      tensors: NamedTensors, history: [EpochReport], adaptive: AdaptiveSchedule.State
    ) {
      (self.tensors, self.history, self.adaptive) = (tensors, history, adaptive)
    }
  }

  public var snapshot: Snapshot {
    var tensors = network.namedValues.prefixed(by: "model.")
    tensors.merge(optimizer.state.prefixed(by: "optimizer."))
    return Snapshot(tensors: tensors, history: history, adaptive: adaptive)
  }

  /// Goes on from a snapshot of a run of the same configuration.
  public mutating func restore(_ snapshot: Snapshot) throws {
    try network.load(snapshot.tensors.under("model."))
    parameters = Self.trained(network)
    optimizer = try ParameterOptimizer(
      for: parameters, options: try configuration.optimizerOptions(),
      state: snapshot.tensors.under("optimizer."))
    (history, adaptive) = (snapshot.history, snapshot.adaptive)
  }
}
