// surety evaluate, for sentences: accuracy by the number of words that may change.

import CertifiedTraining
import CommandSupport
import DataSets
import Foundation
import RobustnessVerification

extension EvaluateCommand {
  func evaluateSentences() throws {
    guard epsilon == nil else { throw UsageError("sentences have --changes, not --epsilon") }
    guard batch > 0, limit >= 0, (0...1000).contains(changes) else {
      throw UsageError("--batch, --limit and --changes are no counts")
    }
    let (model, _) = try compute.load(self.model)
    let table = try WordTable(beside: self.model)
    guard model.graph.inputShape.count == 3 else {
      throw UsageError("\(self.model) reads \(model.graph.inputShape), no sentences")
    }
    var options = DataSetOptions()
    options.sentences.length = model.graph.inputShape[1]
    let whole = try DataSetCatalog.open(data, split: train ? .train : .test, options: options)
    guard let sentences = whole.sentences else { throw UsageError("\(data) holds no sentences") }
    let part = limit > 0 ? whole.prefix(limit) : whole.prefix(whole.count)
    var evaluation = SentenceEvaluation(changes: Array(0...changes))
    (evaluation.methods, evaluation.attacks) = (try chosenMethods(), attackSteps > 0)
    (evaluation.batchSize, evaluation.budget) = (batch, try compute.budget())
    let (ready, rows) = (evaluation, table.rows(for: sentences.vocabulary))
    let line = WorkProgress(total: part.count)
    let start = ContinuousClock.now
    let report = try waiting {
      try await ready.run(model.graph, rows, on: part) { line.show($0) }
    }
    line.clear()
    let time = seconds(ContinuousClock.now - start)
    guard json else { return show(report, time) }
    try printJSON(
      SentenceOutput(
        model: self.model, data: data, methods: methods, seconds: time, version: Version.current,
        cleanError: report.cleanError, report: report))
  }

  private func show(_ report: SentenceReport, _ seconds: Double) {
    func percent(_ share: Double) -> String { String(format: "%8.1f%%", share * 100) }
    print("clean accuracy \(percent(1 - report.cleanError))\n")
    print("changes  attacked  certified")
    for row in report.rows {
      let attacked = attackSteps > 0 ? percent(row.attackedAccuracy) : "        -"
      print(
        String(format: "%7d", row.changes) + " " + attacked + "  " + percent(row.certifiedAccuracy))
    }
    print("; accuracy on \(report.count) samples of \(data), \(short(seconds)) s")
  }
}

private struct SentenceOutput: Encodable {
  let model: String
  let data: String
  let methods: [String]
  let seconds: Double
  let version: String
  let cleanError: Double
  let report: SentenceReport
}
