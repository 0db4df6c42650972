// RegressionEvaluation: error and certified output range of a regression network on a data set.

internal import Bounds
public import DataSets
public import Graphs
public import Propagation
internal import Tensors

/// The error of a regression network, and how far its outputs certainly stay together over a set
/// around each sample.
///
/// The mean width of the certified range falls from method to method; that of the range over points
/// of the set, tried at random, is below them all. The certified error takes, for each sample, the
/// worst output that the method leaves possible.
public struct RegressionEvaluation: Sendable {
  public var epsilon: Double
  public var perturbation: PerturbationModel
  public var methods: [Evaluation.Method] = [.ibp, .crownIBP, .crown]
  public var batchSize = 200
  public var budget = Budget()
  /// How many points of each set are tried, all of them extreme points, and their seed.
  public var samples = 64
  public var seed: UInt64 = 0

  public init(epsilon: Double, _ perturbation: PerturbationModel) {
    (self.epsilon, self.perturbation) = (epsilon, perturbation)
  }

  @concurrent
  public func run(
    _ graph: Graph, on data: some DataSet, progress: @Sendable (Int) -> Void = { _ in }
  ) async throws -> RegressionReport {
    guard case .regression(let names) = data.task else {
      throw TrainingError.data("\(data.name) has classes: it is no regression")
    }
    guard graph.inputCount == data.sampleShape.reduce(1, *), graph.outputCount == names.count else {
      throw TrainingError.data(
        "the network reads \(graph.inputShape) and has \(graph.outputCount) outputs, \(data.name)"
          + " has \(data.sampleShape) and \(names.count)")
    }
    var sums = RegressionSums(outputs: names.count, methods: methods)
    var options = BatchPipeline.Options()
    options.batchSize = batchSize
    let generator = Generator(seed: seed)
    for try await batch in BatchPipeline(
      data, order: Order(sequential: data.count), options: options)
    {
      try _Concurrency.Task.checkCancellation()
      guard case .values(let values) = batch.targets else { continue }
      let inputs = batch.inputs.converted(to: graph.scalarType)
        .reshaped(to: [batch.count] + graph.inputShape)
      withoutGradients {
        evaluate(graph, inputs, values.converted(to: .float64), generator, &sums)
      }
      progress(sums.count)
    }
    return sums.report(epsilon: epsilon, outputNames: names)
  }

  private func evaluate(
    _ graph: Graph, _ inputs: Tensor, _ targets: Tensor, _ generator: Generator,
    _ sums: inout RegressionSums
  ) {
    let n = inputs.shape[0]
    func outputs(_ x: Tensor) -> Tensor {
      graph(x).reshaped(to: [x.shape[0], -1]).converted(to: .float64)
    }
    sums.add(errors: outputs(inputs) - targets, targets: targets)
    let set = perturbation.set(around: inputs, epsilon)
    let directions = generator.normal([1, samples] + graph.inputShape)
      .converted(to: graph.scalarType)
    let points = set.minimizer(of: directions).reshaped(to: [n * samples] + graph.inputShape)
    let tried = outputs(points).reshaped(to: [n, samples, graph.outputCount])
    sums.add(
      sampledWidth: tried.maximum(along: [1]).reshaped(to: targets.shape)
        - tried.minimum(along: [1]).reshaped(to: targets.shape))
    for (place, method) in methods.enumerated() {
      let start = ContinuousClock.now
      func bounds(_ set: some Perturbation) -> Interval {
        method.bounding.bounds(of: graph, specification: .outputs, on: set, budget: budget)
      }
      let range = bounds(set).map { $0.reshaped(to: targets.shape).converted(to: .float64) }
      let worst = Tensor.maximum(
        (range.lower - targets).magnitude, (range.upper - targets).magnitude)
      sums.add(
        place, widths: range.width, worst: worst, seconds: (ContinuousClock.now - start).inSeconds)
    }
  }
}
