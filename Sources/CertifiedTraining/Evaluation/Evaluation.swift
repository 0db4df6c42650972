// Evaluation: clean, attacked and certified error of a classifier on a data set.

internal import Bounds
public import DataSets
public import Graphs
public import Propagation
internal import Tensors

/// Clean, attacked and certified error of a classifier, method by method in rising order of cost.
///
/// Each method sees only what is still unproved: a sample that is classified rightly, that the attack
/// did not break and that no cheaper method proved.
public struct Evaluation: Sendable {
  /// A bounding method by its name.
  public enum Method: String, Sendable, Hashable, CaseIterable, Codable {
    case ibp
    case crownIBP = "crown-ibp"
    case crown
    case alphaCROWN = "alpha-crown"

    var bounding: any BoundingMethod {
      switch self {
      case .ibp: IBP()
      case .crownIBP: CROWNIBP()
      case .crown: CROWN()
      case .alphaCROWN: AlphaCROWN()
      }
    }
  }

  public var epsilon: Double
  public var perturbation: PerturbationModel
  /// Weights that vary too; the graph reads them behind the input.
  public var weights: WeightPerturbation?
  public var methods: [Method] = [.ibp, .crownIBP, .crown]
  /// The attack; `nil` for none.
  public var attack: TrainingAttack? = TrainingAttack(steps: 20, stepShare: 0.1)
  public var batchSize = 200
  public var budget = Budget()

  public init(epsilon: Double, _ perturbation: PerturbationModel) {
    (self.epsilon, self.perturbation) = (epsilon, perturbation)
  }

  /// Evaluates a graph with one output for each class.
  ///
  /// `progress`: told how many samples are done, and what was found so far.
  @concurrent
  public func run(
    _ graph: Graph, on data: some DataSet,
    progress: @Sendable (Int, EvaluationReport) -> Void = { _, _ in }
  ) async throws -> EvaluationReport {
    guard case .classification(let names) = data.task else {
      throw TrainingError.data("\(data.name) has no classes")
    }
    guard graph.inputCount == data.sampleShape.reduce(1, *) + (weights?.count ?? 0) else {
      throw TrainingError.data(
        "the network reads \(graph.inputShape), \(data.name) has \(data.sampleShape)")
    }
    guard graph.outputCount == names.count else {
      throw TrainingError.data(
        "the network has \(graph.outputCount) outputs, \(data.name) \(names.count) classes")
    }
    var report = EvaluationReport(epsilon: epsilon, classNames: names, methods: methods)
    var options = BatchPipeline.Options()
    options.batchSize = batchSize
    for try await batch in BatchPipeline(
      data, order: Order(sequential: data.count), options: options)
    {
      try _Concurrency.Task.checkCancellation()
      guard case .classes(let labels) = batch.targets else { continue }
      let inputs = batch.inputs.converted(to: graph.scalarType)
        .reshaped(to: weights == nil ? [batch.count] + graph.inputShape : batch.inputs.shape)
      evaluate(graph, inputs, labels, &report)
      progress(report.count, report)
    }
    return report
  }

  private func evaluate(
    _ graph: Graph, _ inputs: Tensor, _ labels: Tensor, _ report: inout EvaluationReport
  ) {
    let classes = graph.outputCount
    let numbers = labels.scalars(as: Int64.self).map(Int.init)
    let errors = graph.misclassifies(
      point(inputs), CrossEntropy(labels: labels, classes: classes))
    for (label, isWrong) in zip(numbers, errors) { report.add(label, isError: isWrong) }
    var open = numbers.indices.filter { !errors[$0] }
    if let attack, !open.isEmpty, epsilon > 0 || weights != nil {
      let (part, rows) = (inputs.selecting(Tensor(open), along: 0), open.map { numbers[$0] })
      let partLoss = CrossEntropy(labels: Tensor(rows), classes: classes)
      let found = attack.inputs(
        of: graph, on: set(around: part), from: point(part)
      ) { partLoss.value(at: partLoss.forms(of: $0)) }
      let broken = graph.misclassifies(found, partLoss)
      for (row, isBroken) in zip(rows, broken) where isBroken { report.addBroken(row) }
      open = zip(open, broken).compactMap { $1 ? nil : $0 }
    }
    for method in methods where !open.isEmpty {
      let start = ContinuousClock.now
      let proved = certify(
        graph, inputs.selecting(Tensor(open), along: 0), open.map { numbers[$0] }, by: method)
      report.add(
        method, open.map { numbers[$0] }, proved, seconds: (ContinuousClock.now - start).inSeconds)
      open = zip(open, proved).compactMap { $1 ? nil : $0 }
    }
  }

  /// Whether each sample keeps its class over its whole set.
  private func certify(
    _ graph: Graph, _ inputs: Tensor, _ labels: [Int], by method: Method
  ) -> [Bool] {
    func proved(over set: some Perturbation) -> [Bool] {
      method.certifies(graph, labels, over: set, budget)
    }
    return proved(over: set(around: inputs))
  }

  /// What the graph reads for inputs.
  private func point(_ inputs: Tensor) -> Tensor { weights?.joined(to: inputs) ?? inputs }

  private func set(around inputs: Tensor) -> any Perturbation {
    let around = perturbation.set(around: inputs, epsilon)
    return weights?.set(beside: around) ?? around
  }
}
