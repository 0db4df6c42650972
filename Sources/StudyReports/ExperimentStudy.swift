// What an experiment found, as learning curves, savings and a verdict.

public import Experiments
import Reports

extension LearningStudy {
  /// The errors of an experiment, one output for each function and model.
  public init(_ summary: ExperimentSummary) {
    let outputs = summary.plan.functions.flatMap { function in
      summary.plan.models.compactMap { model -> Output? in
        let rows = summary.rows.filter { $0.function == function && $0.model == model }
        return rows.isEmpty ? nil : Output(function, model, rows, designs: summary.plan.designs)
      }
    }
    self.init(
      title: "Experiment: errors of surrogates by design", outputs: outputs,
      verdict: Verdict(comparing: summary))
    notes = summary.failures.map { "Did not run: \($0)" }
  }
}

extension LearningStudy.Output {
  fileprivate init(
    _ function: String, _ model: ExperimentModel, _ rows: [SummaryRow], designs: [String]
  ) {
    let curves = designs.compactMap { design -> LearningStudy.Curve? in
      let some = rows.filter { $0.design == design }
      guard !some.isEmpty else { return nil }
      return .init(
        design: design,
        measured: some.map {
          .init(
            x: Double($0.count), y: $0.testError, low: $0.interval.map { max(0, $0.lower) },
            high: $0.interval?.upper)
        })
    }
    let gaps = designs.compactMap { design -> LearningStudy.Curve? in
      let some = rows.filter { $0.design == design }
      guard some.contains(where: { $0.predictedGap != nil }) else { return nil }
      return .init(
        design: design, measured: some.map { .init(x: Double($0.count), y: $0.gap) },
        predicted: some.compactMap { row in
          row.predictedGap.map { .init(x: Double(row.count), y: $0) }
        })
    }
    self.init(
      name: "\(function), \(model.title)",
      error: Axis("Test error", unit: "σ of the output", scale: .log), curves: curves,
      savings: rows.compactMap(LearningStudy.Saving.init))
    self.gaps = gaps
    fileName = "\(function)-\(model.rawValue)".replacing(":", with: "-")
  }
}

extension LearningStudy.Saving {
  /// The share of the runs that a design saves: where `f` times as many random points have the same
  /// error, it is `1 - 1/f`.
  init?(_ row: SummaryRow) {
    guard let factor = row.savings else { return nil }
    func share(_ factor: Double) -> Double { 1 - 1 / factor }
    self.init(
      design: "\(row.count): \(row.design)", share: share(factor),
      low: row.savingsInterval.map { share($0.lower) },
      high: row.savingsInterval.map { share($0.upper) })
  }
}

extension ExperimentModel {
  fileprivate var title: String {
    switch self {
    case .mlp: "perceptron"
    case .gp: "Gaussian process"
    case .mean: "mean of the runs"
    }
  }
}
