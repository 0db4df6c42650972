// What an experiment says of the designs, in one sentence of measured numbers.

import Experiments
import Foundation
import Reports

extension Verdict {
  /// The design of the least errors against random points, over all functions, models and counts.
  ///
  /// Designs are compared by the geometric mean of their ratios to random points; nothing is said
  /// where there are none to compare with.
  init?(comparing summary: ExperimentSummary) {
    let designs = summary.plan.designs.filter { $0 != ExperimentSummary.reference }
    let means = designs.compactMap { design -> (design: String, ratio: Double, rows: Int)? in
      let ratios = summary.rows.filter { $0.design == design }.compactMap(\.ratioToRandom)
        .filter { $0 > 0 && $0.isFinite }
      guard !ratios.isEmpty else { return nil }
      let mean = exp(ratios.map(log).reduce(0, +) / Double(ratios.count))
      return (design, mean, ratios.count)
    }.sorted { $0.ratio < $1.ratio }
    guard let best = means.first else { return nil }
    let compared = summary.rows.filter {
      $0.design == best.design && $0.ratioInterval.map { $0.upper < 1 } ?? false
    }.count
    let percent = NumberFormat.percent(0)
    let title =
      best.ratio < 1
      ? "\(best.design) has \(percent.text(1 - best.ratio)) less error than random points, on average"
      : "No design has less error than random points, on average"
    let others = means.map { "\($0.design) \(NumberFormat.fixed(2).text($0.ratio))" }
    self.init(
      .neutral, title,
      detail: """
        The geometric mean of its error over that of random points, in \(best.rows) comparisons \
        of equal function, model and number of runs; in \(compared) of them the interval of the \
        ratio lies below 1. All designs: \(others.joined(separator: ", ")).
        """)
  }
}
