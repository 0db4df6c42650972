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
  /// The epochs that are done, and where the next one stands.
  public internal(set) var progress = TrainingProgress()
  /// The network at the end of the last epoch.
  public internal(set) var network: TrainableNetwork

  /// How many threads a step may use; `nil` leaves it to libtorch.
  public var threadCount: Int?

  let task: DataSets.Task
  /// The processes that train together, each on a part of every batch; `nil` for one.
  let processes: ProcessGroup?
  /// The sets that samples are robust in; one of its own (``PerturbationModel/custom``) is no part of
  /// the configuration, and is set again where a run goes on.
  public var region: PerturbationModel
  /// The parameters that gradients change; between epochs the network has the same values.
  var parameters: NamedTensors
  var optimizer: ParameterOptimizer
  var adaptive = AdaptiveSchedule.State()

  /// Begins a run on data that the configuration fits.
  ///
  /// - `processes`: those that train together; all of them have the same configuration and data.
  public init(
    _ configuration: TrainingConfiguration, on data: any DataSet,
    among processes: ProcessGroup? = nil
  ) throws {
    guard data.count > 0 else { throw TrainingError.data("\(data.name) has no sample") }
    guard data.task.outputCount > (data.task.isClassification ? 1 : 0) else {
      throw TrainingError.data("\(data.name) has \(data.task.outputCount) classes")
    }
    if let processes, min(configuration.batchSize, data.count) < processes.count {
      throw TrainingError.data(
        "\(processes.count) processes cannot share a batch of \(configuration.batchSize) samples, or"
          + " the \(data.count) of \(data.name)")
    }
    guard configuration.weightEpsilon == 0 || configuration.objective.method != .sabr else {
      throw TrainingError.badValue(
        key: "weight-epsilon", value: "\(configuration.weightEpsilon)",
        problem: "goes with no small box (method sabr)")
    }
    guard configuration.changedElements == 0 || configuration.norm == .infinity else {
      throw TrainingError.badValue(
        key: "changed-elements", value: "\(configuration.changedElements)",
        problem: "goes with no ball of the norm \(configuration.norm.rawValue)")
    }
    (self.configuration, self.processes, task) = (configuration, processes, data.task)
    network = try configuration.makeNetwork(for: data)
    region = try configuration.perturbation(for: data)
    parameters = Self.trained(network)
    optimizer = ParameterOptimizer(for: parameters, options: try configuration.optimizerOptions())
  }

  /// The epoch that comes next.
  public var epoch: Int { progress.history.count }
  public var isFinished: Bool { epoch >= configuration.epochs || hasStopped }

  static func trained(_ network: TrainableNetwork) -> NamedTensors {
    NamedTensors(network.trainedIndices.map { (network.parameters[$0].name, network.values[$0]) })
  }
}

// MARK: - Epochs

extension Trainer {
  /// What is known in the middle of an epoch.
  public struct StepProgress: Sendable {
    /// Steps done of this epoch, and those of all of it.
    public let step: Int
    public let stepCount: Int
    /// The means up to here.
    public let report: EpochReport
  }

  /// Trains to the end of an epoch, or until `isPaused` says so after a step.
  ///
  /// `nil` where it paused: a later call goes on with the next step.
  ///
  /// - Throws: `TrainingError` where the loss is no number or stays above guessing.
  @concurrent
  public mutating func runEpoch(
    on data: any DataSet, test: (any DataSet)? = nil,
    isPaused: @Sendable () -> Bool = { false },
    observing observe: @Sendable (StepProgress) -> Void = { _ in }
  ) async throws -> EpochReport? {
    var part = progress.part ?? TrainingProgress.Part()
    let batches = batches(of: data, from: part.steps)
    let (start, before) = (ContinuousClock.now, part.seconds)
    for try await batch in batches {
      let time = TrainingTime(
        epoch: epoch, step: part.steps, stepsInEpoch: batches.batchCount)
      let (report, norm) = try run(batch, time, among: replicas(at: time, data.count))
      part.sums.add(report, gradientNorm: norm)
      part.steps += 1
      part.seconds = before + (ContinuousClock.now - start).inSeconds
      progress.part = part
      observe(
        StepProgress(
          step: part.steps, stepCount: batches.batchCount, report: self.report(part, time)))
      if part.steps < batches.batchCount, try isAsked(isPaused()) {
        refresh()
        return nil
      }
    }
    refresh()
    let last = TrainingTime(
      epoch: epoch, step: max(part.steps - 1, 0), stepsInEpoch: max(batches.batchCount, 1))
    var report = self.report(part, last)
    try await validate(on: test, &report)
    adaptive = configuration.epsilonOverTime.state(
      after: epoch, adaptive, certifiedError: report.certifiedError)
    progress.history.append(report)
    progress.part = nil
    try checkProgress()
    return report
  }

  private func batches(of data: any DataSet, from first: Int) -> BatchPipeline {
    var options = BatchPipeline.Options()
    options.batchSize = configuration.batchSize
    options.firstBatch = first
    options.augmentation = configuration.augmentation
    // A last sample alone has no variance to normalize by.
    options.dropsShortBatch = data.count > configuration.batchSize
    if let processes { (options.part, options.partCount) = (processes.rank, processes.count) }
    let order = Order(seed: configuration.seed, epoch: epoch, count: data.count)
    return BatchPipeline(data, order: order, options: options)
  }

  private func report(_ part: TrainingProgress.Part, _ time: TrainingTime) -> EpochReport {
    part.sums.report(
      epoch: epoch, settings(at: time), rate: configuration.rateOverTime.value(at: time),
      seconds: part.seconds, certifies: configuration.objective.certifies)
  }

  private func settings(at time: TrainingTime) -> StepSettings {
    var result = StepSettings(
      epsilon: configuration.epsilonOverTime.value(at: time, adaptive),
      fullEpsilon: configuration.epsilon,
      kappa: configuration.kappaOverTime.value(at: time),
      beta: configuration.betaOverTime.value(at: time))
    result.weightEpsilon = configuration.weightEpsilonOverTime.value(at: time)
    return result
  }

  private mutating func run(
    _ batch: Batch, _ time: TrainingTime, among replicas: Replicas?
  ) throws -> (StepReport, Double) {
    let settings = settings(at: time)
    let rate = configuration.rateOverTime.value(at: time)
    // Each thread has a count of its own, and work moves from one to another.
    if let threadCount { Runtime.setThreadCount(threadCount) }
    let variables = parameters.tensors.map(\.requiringGradient)
    let samples = Samples(batch, table: network.embeddingPlace.map { variables[$0] })
    let graph = try network.trainingGraph(
      on: samples.inputs, variables: variables, among: replicas,
      perturbing: configuration.weightPerturbation(settings))
    var (loss, report) = evaluate(graph, samples, batch.targets, settings, replicas)
    if let replicas {
      loss = loss * replicas.weight(of: report)
      report = try replicas.summed(report)
    }
    guard report.objective.isFinite else {
      throw TrainingError.notFinite(epoch: time.epoch, step: time.step, what: "the loss")
    }
    var gradients = Tensor.gradient(of: loss, wrt: variables)
    if let replicas { gradients = try replicas.summed(gradients) }
    switch optimizer.step(&parameters, against: gradients, rate: rate) {
    case .notFinite(let parameter):
      throw TrainingError.notFinite(
        epoch: time.epoch, step: time.step, what: "the gradient of \(parameter)")
    case .done(let norm):
      network.update(from: graph)
      return (report, norm)
    }
  }

  private func evaluate(
    _ graph: TrainingGraph, _ samples: Samples, _ targets: Targets, _ settings: StepSettings,
    _ replicas: Replicas?
  ) -> (loss: Tensor, report: StepReport) {
    let loss = makeLoss(targets, outputs: network.outputCount, scaling: network.scaling)
    let inputs = samples.inputs
    func step<Set: Perturbation>(
      _ make: @escaping (Tensor, Double) -> Set
    ) -> (loss: Tensor, report: StepReport) {
      TrainingStep(
        objective: configuration.objective, settings: settings, loss: loss,
        classifies: task.isClassification, inputs: inputs, replicas: replicas,
        set: make(inputs, settings.epsilon),
        shrunken: { make($0, settings.epsilon * $1) }
      ).run(graph)
    }
    if let weights = graph.weights {
      let set = weights.set(beside: region.set(around: inputs, settings.epsilon))
      return TrainingStep(
        objective: configuration.objective, settings: settings, loss: loss,
        classifies: task.isClassification, inputs: graph.point, replicas: replicas, set: set,
        shrunken: { _, _ in set }
      ).run(graph)
    }
    if let choices = samples.choices {
      return step { [region] in region.words(choices, share: $1) }
    }
    if let custom = region.custom { return step { MinkowskiSum([custom($0, $1)]) } }
    guard configuration.norm == .infinity else { return step { region.ball(around: $0, $1) } }
    return region.changedElements > 0
      ? step { region.fewChanges(around: $0, $1) } : step { region.box(around: $0, $1) }
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
  /// Stops a run whose loss has been no better than guessing for five epochs at the full radius or
  /// before it.
  private func checkProgress() throws(TrainingError) {
    let length = 5
    let history = progress.history
    guard task.isClassification, history.count >= length else { return }
    let chance = Double(network.outputCount).logarithm
    let recent = history.suffix(length)
    guard recent.allSatisfy({ $0.naturalLoss > chance * 0.999 }) else { return }
    throw .diverged(epoch: epoch - 1, loss: recent.last?.naturalLoss ?? 0, chance: chance)
  }

  /// Whether what epochs are compared by has not fallen for as many epochs as the configuration
  /// allows, counted from the first epoch at the full radius.
  private var hasStopped: Bool {
    guard configuration.patience > 0 else { return false }
    let full = progress.history.filter { $0.epsilon >= configuration.epsilon }
    let errors = full.compactMap(\.comparedError)
    guard let best = errors.min(), let place = errors.firstIndex(of: best) else { return false }
    return errors.count - 1 - place >= configuration.patience
  }
}
