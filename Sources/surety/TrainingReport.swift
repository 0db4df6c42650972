// TrainingReport: the curves of a training, as a page.

import CertifiedTraining
import Reports

/// The curves of a training: errors, losses, and what the schedules did.
struct TrainingReport {
  let configuration: TrainingConfiguration
  let history: [EpochReport]
  let facts: [Report.Fact]

  func report() -> Report {
    Report(
      title: "Training of \(configuration.model) on \(configuration.data)",
      subtitle: "\(history.count) epochs, radius \(configuration.epsilon), "
        + configuration.objective.method.rawValue,
      facts: facts + configuration.settings.map { Report.Fact($0.key, $0.value) },
      sections: [
        .init("Errors", classifies ? [.figure(errors), .table(table)] : [.table(table)]),
        .init("Losses", [.figure(losses)]),
        .init("Schedules", [.figure(schedules)]),
      ])
  }

  private var classifies: Bool { history.contains { $0.cleanError != nil } }

  private func series(
    _ label: String, _ group: Int, _ value: (EpochReport) -> Double?
  ) -> LinePlot.Series? {
    let points = history.compactMap { report in
      value(report).map { LinePlot.Point(x: Double(report.epoch + 1), y: $0) }
    }
    return points.isEmpty ? nil : LinePlot.Series(label, group: group, points: points)
  }

  private var errors: Figure {
    let lines = [
      series("clean, training", 0) { $0.cleanError },
      series("certified, training", 1) { $0.certifiedError },
      series("clean, test", 2) { $0.testCleanError },
      series("certified, test", 3) { $0.testCertifiedError },
    ]
    return Figure(
      "Clean and certified error",
      caption: """
        Certified errors of training are those of the steps' own bounds, at the radius of the step; \
        those of test samples are at the full radius, by IBP and then CROWN-IBP.
        """,
      .linePlot(
        LinePlot(x: Axis("Epoch"), y: Axis("Share of samples"), series: lines.compactMap(\.self))))
  }

  private var losses: Figure {
    let lines = [
      series("what is made small", 0) { $0.objective }, series("natural", 1) { $0.naturalLoss },
      series("upper bound of the worst", 2) { $0.robustLoss },
      series("natural, test", 3) { $0.testNaturalLoss },
      series("upper bound of the worst, test", 4) { $0.testRobustLoss },
    ]
    return Figure(
      "Losses", caption: "Means over the steps of an epoch.",
      .linePlot(LinePlot(x: Axis("Epoch"), y: Axis("Loss"), series: lines.compactMap(\.self))))
  }

  private var schedules: Figure {
    let lines = [
      series("epsilon / full epsilon", 0) {
        configuration.epsilon > 0 ? $0.epsilon / configuration.epsilon : nil
      },
      series("kappa, part of the natural loss", 1) { $0.kappa },
      series("beta, part of CROWN-IBP", 2) { $0.beta },
    ]
    return Figure(
      "Schedules", caption: "At the end of each epoch.",
      .linePlot(LinePlot(x: Axis("Epoch"), y: Axis("Value"), series: lines.compactMap(\.self))))
  }

  private var table: Table {
    func cell(_ share: Double?) -> Table.Cell { share.map { .number($0) } ?? .empty }
    return Table(
      columns: [
        .number("epoch", .integer), .number("epsilon"), .number("clean error"),
        .number("certified error"), .number("test clean error"), .number("test certified error"),
        .number("time", unit: "s"),
      ],
      rows: history.map { report in
        [
          .number(Double(report.epoch + 1)), .number(report.epsilon), cell(report.cleanError),
          cell(report.certifiedError), cell(report.testCleanError),
          cell(report.testCertifiedError), .number(report.seconds),
        ]
      })
  }
}
