// TrainerValidation: what an epoch finds on test samples.

internal import DataSets
internal import Tensors

extension Trainer {
  /// Looks at test samples, where the configuration wants that.
  func validate(on test: (any DataSet)?, _ report: inout EpochReport) async throws {
    guard let test, configuration.validation > 0 else { return }
    guard task.isClassification else { return try await validate(onValues: test, &report) }
    if let table = network.embeddingIndex {
      return try await validate(onSentences: test, network.values[table], &report)
    }
    var evaluation = Evaluation(epsilon: configuration.epsilon, region)
    evaluation.attack = nil
    evaluation.methods = [.ibp, .crownIBP]
    var graph = try network.graph()
    if configuration.weightEpsilon > 0 {
      let read = try network.weightGraph()
      graph = read.graph
      evaluation.batchSize = configuration.batchSize
      evaluation.weights = WeightPerturbation(
        radius: configuration.weightEpsilon, norm: configuration.weightNorm, centers: read.weights)
    }
    let (mine, count) = part(of: test)
    let found = try await evaluation.run(graph, on: mine).total
    try note(
      errors: found.errors, uncertified: found.samples - found.certified, of: count, &report)
  }

  private func validate(
    onSentences test: any DataSet, _ table: Tensor, _ report: inout EpochReport
  ) async throws {
    var evaluation = SentenceEvaluation(changes: [configuration.changes])
    (evaluation.share, evaluation.attacks) = (configuration.epsilon, false)
    let (mine, count) = part(of: test)
    let row = try await evaluation.run(try network.graph(), table, on: mine).rows[0]
    try note(
      errors: row.errors, uncertified: row.samples - row.certified, of: count, &report)
  }

  /// The loss of a regression is the mean over its outputs of the squared error in deviations.
  ///
  /// Weights stay as they are, also where training perturbs them.
  private func validate(
    onValues test: any DataSet, _ report: inout EpochReport
  ) async throws {
    var evaluation = RegressionEvaluation(epsilon: configuration.epsilon, region)
    (evaluation.methods, evaluation.samples) = ([.crownIBP], 1)
    let (mine, count) = part(of: test)
    let found = try await evaluation.run(try network.graph(), on: mine)
    let scales = network.scaling?.deviation ?? found.error.map { _ in 1 }
    func sum(_ errors: [Double]) -> Double {
      let squares = zip(errors, scales).map { ($0 / $1) * ($0 / $1) }
      return squares.reduce(0, +) / Double(squares.count) * Double(found.count)
    }
    let sums = [sum(found.error), sum(found.methods[0].worstError)]
    let means = try means(of: sums, over: count)
    (report.testNaturalLoss, report.testRobustLoss) = (means[0], means[1])
  }

  /// The samples that this process looks at, and how many all of them look at.
  private func part(of test: any DataSet) -> (mine: any DataSet, count: Int) {
    let count = min(configuration.validation, test.count)
    return (test.selecting(Array(processes?.part(of: count) ?? 0..<count)), count)
  }

  /// What all processes found together, for each of `count` samples.
  private func means(of mine: [Double], over count: Int) throws -> [Double] {
    (try processes?.sum(mine) ?? mine).map { $0 / Double(max(count, 1)) }
  }

  private func note(
    errors: Int, uncertified: Int, of count: Int, _ report: inout EpochReport
  ) throws {
    let shares = try means(of: [Double(errors), Double(uncertified)], over: count)
    (report.testCleanError, report.testCertifiedError) = (shares[0], shares[1])
  }
}
