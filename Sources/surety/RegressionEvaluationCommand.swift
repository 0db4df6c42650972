// The part of surety evaluate that is for regression: error and certified ranges, output by output.

import CertifiedTraining
import CommandSupport
import DataSets
import Foundation
import RobustnessVerification

extension EvaluateCommand {
  func evaluateRegression(
    _ settings: Evaluation, _ model: Model, _ whole: any DataSet
  ) throws {
    guard settings.weights == nil else {
      throw UsageError("--perturb-weights goes with classes only")
    }
    var evaluation = RegressionEvaluation(epsilon: settings.epsilon, settings.perturbation)
    (evaluation.methods, evaluation.batchSize) = (settings.methods, settings.batchSize)
    evaluation.budget = settings.budget
    let part = limit > 0 ? whole.prefix(limit) : whole.prefix(whole.count)
    let chosen = evaluation
    let report = try waiting { try await chosen.run(model.graph, on: part) }
    guard json else { return show(report) }
    try printJSON(report)
  }

  private func show(_ report: RegressionReport) {
    func number(_ value: Double) -> String { String(format: "%12.5g", value) }
    for (place, name) in report.outputNames.enumerated() {
      print("\(name)")
      print("  error            \(number(report.error[place]))  (root mean square)")
      print("  deviation        \(number(report.deviation[place]))  (error of a constant)")
      print("  range            mean width   worst error     seconds")
      print(
        "  \("sampled".padding(toLength: 11, withPad: " ", startingAt: 0))"
          + "    \(number(report.sampledWidth[place]))")
      for method in report.methods {
        print(
          "  \(method.method.rawValue.padding(toLength: 11, withPad: " ", startingAt: 0))"
            + "    \(number(method.meanWidth[place]))  \(number(method.worstError[place]))"
            + String(format: "%12.1f", method.seconds))
      }
    }
    print("; \(report.count) samples of \(data), eps \(report.epsilon) (\(epsilonUnit))")
  }
}
