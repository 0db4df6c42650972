// SentenceEvaluation: clean, attacked and certified accuracy by the number of changed words.

public import DataSets
public import Graphs
public import Propagation
public import Tensors

/// Clean, attacked and certified accuracy of a classifier of sentences against substituted words.
///
/// What is not proved for some changes is not asked about for more. Samples that the attack broke are
/// asked about all the same: a proof of one of them would be an error of the bounds.
public struct SentenceEvaluation: Sendable {
  /// The numbers of changes, rising.
  public let changes: [Int]
  /// The share of the way from a word to the other; one for the words themselves.
  public var share = 1.0
  public var methods: [Evaluation.Method] = [.ibp, .crownIBP]
  /// Whether a greedy attack substitutes words.
  public var attacks = true
  public var batchSize = 100
  public var budget = Budget()

  public init(changes: [Int]) {
    precondition(!changes.isEmpty && changes[0] >= 0, "changes \(changes)")
    self.changes = changes.sorted()
  }

  /// Evaluates a graph that reads rows of a table.
  ///
  /// - `table`: a row for each word of the data's vocabulary.
  /// - `progress`: told how many samples are done.
  @concurrent
  public func run(
    _ graph: Graph, _ table: Tensor, on data: any DataSet,
    progress: @Sendable (Int) -> Void = { _ in }
  ) async throws -> SentenceReport {
    guard let sentences = data.sentences, case .classification(let names) = data.task else {
      throw TrainingError.data("\(data.name) holds no sentences in classes")
    }
    let shape = [1, sentences.sampleShape[0], table.shape[1]]
    guard graph.inputShape == shape else {
      throw TrainingError.data("the network reads \(graph.inputShape), sentences are \(shape)")
    }
    guard graph.outputCount == names.count, table.shape[0] >= sentences.vocabulary.count else {
      throw TrainingError.data(
        "a network with \(graph.outputCount) outputs and \(table.shape[0]) words for"
          + " \(names.count) classes and \(sentences.vocabulary.count) words")
    }
    var report = SentenceReport(rows: changes.map(SentenceReport.Row.init))
    var options = BatchPipeline.Options()
    options.batchSize = batchSize
    for try await batch in BatchPipeline(
      data, order: Order(sequential: data.count), options: options)
    {
      try _Concurrency.Task.checkCancellation()
      guard case .classes(let labels) = batch.targets, let words = batch.candidates else {
        continue
      }
      let choices = embedded(words, by: table.converted(to: graph.scalarType))
      evaluate(
        graph, choices, words, labels.scalars(as: Int64.self).map(Int.init), &report)
      progress(report.count)
    }
    return report
  }

  private func evaluate(
    _ graph: Graph, _ choices: Tensor, _ words: Tensor, _ labels: [Int],
    _ report: inout SentenceReport
  ) {
    let inputs = choices.slice(0..<1, along: 2).removingAxis(2).addingAxis(1)
    let errors = graph.misclassifies(
      inputs, CrossEntropy(labels: Tensor(labels), classes: graph.outputCount))
    var open = labels.indices.filter { !errors[$0] }
    for place in report.rows.indices {
      report.rows[place].samples += labels.count
      report.rows[place].errors += labels.count - open.count
    }
    guard !open.isEmpty else { return }
    if attacks, share >= 1 {
      let part = Tensor(open)
      let rounds = GreedySubstitution(
        graph: graph, choices: choices.selecting(part, along: 0),
        words: words.selecting(part, along: 0), labels: open.map { labels[$0] }
      ).rounds(upTo: changes[changes.count - 1])
      for (place, row) in report.rows.enumerated() {
        report.rows[place].broken += rounds.count { $0.map { $0 <= row.changes } ?? false }
      }
    }
    for place in report.rows.indices where !open.isEmpty {
      let start = ContinuousClock.now
      open = certified(
        open, graph, choices, labels, PerturbationModel(changes: report.rows[place].changes))
      report.rows[place].certified += open.count
      report.rows[place].seconds += (ContinuousClock.now - start).inSeconds
    }
  }

  /// Those of some samples that one of the methods proves.
  private func certified(
    _ asked: [Int], _ graph: Graph, _ choices: Tensor, _ labels: [Int], _ region: PerturbationModel
  ) -> [Int] {
    var (open, proved) = (asked, [Int]())
    for method in methods where !open.isEmpty {
      let set = region.words(choices.selecting(Tensor(open), along: 0), share: share)
      let found = method.certifies(graph, open.map { labels[$0] }, over: set, budget)
      proved += zip(open, found).compactMap { $1 ? $0 : nil }
      open = zip(open, found).compactMap { $1 ? nil : $0 }
    }
    return proved.sorted()
  }
}
