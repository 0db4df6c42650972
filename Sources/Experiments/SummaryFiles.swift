// The files of an experiment's results: CSV of the cells, CSV, JSON and Markdown of the summary.

import Archives
import Foundation
import PointSets
import SamplePlanning

extension ExperimentSummary {
  /// Writes `cells.csv`, `summary.csv`, `summary.json` and `summary.md`; returns their paths.
  @discardableResult
  public func write(
    _ results: [ExperimentResult], to folder: String
  ) throws(ExperimentError) -> [String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let files: [(String, () throws -> Data)] = [
      ("cells.csv", { Self.table(results).csvData() }),
      ("summary.csv", { self.table.csvData() }),
      ("summary.json", { try encoder.encode(self) }),
      ("summary.md", { Data(self.markdown.utf8) }),
    ]
    return try files.map { name, data throws(ExperimentError) in
      let path = folder + "/" + name
      do {
        try FileWriting.write(data(), to: path)
      } catch { throw .file(path, problem: "\(error)") }
      return path
    }
  }

  private static func table(_ results: [ExperimentResult]) -> PointTable {
    PointTable([
      .init("function", text: results.map(\.cell.function)),
      .init("design", text: results.map(\.cell.design)),
      .init("count", results.map { Double($0.cell.count) }),
      .init("seed", results.map { Double($0.cell.seed) }),
      .init("model", text: results.map(\.cell.model.rawValue)),
      .init("test_error", results.map { $0.testError ?? .nan }),
      .init("train_error", results.map { $0.trainError ?? .nan }),
      .init("gap", results.map { $0.gap ?? .nan }),
      .init("predicted_gap", results.map { $0.predictedGap ?? .nan }),
      .init("seconds", results.map(\.seconds)),
      .init("failed", text: results.map { $0.failure ?? "" }),
    ])
  }

  /// The summary, one row for each.
  var table: PointTable {
    PointTable([
      .init("function", text: rows.map(\.function)),
      .init("model", text: rows.map(\.model.rawValue)),
      .init("count", rows.map { Double($0.count) }),
      .init("design", text: rows.map(\.design)),
      .init("repetitions", rows.map { Double($0.repetitions) }),
      .init("failures", rows.map { Double($0.failures) }),
      .init("test_error", rows.map(\.testError)),
      .init("test_error_lower", rows.map { $0.interval?.lower ?? .nan }),
      .init("test_error_upper", rows.map { $0.interval?.upper ?? .nan }),
      .init("ratio_to_random", rows.map { $0.ratioToRandom ?? .nan }),
      .init("ratio_lower", rows.map { $0.ratioInterval?.lower ?? .nan }),
      .init("ratio_upper", rows.map { $0.ratioInterval?.upper ?? .nan }),
      .init("gap", rows.map(\.gap)),
      .init("predicted_gap", rows.map { $0.predictedGap ?? .nan }),
      .init("savings", rows.map { $0.savings ?? .nan }),
      .init("savings_lower", rows.map { $0.savingsInterval?.lower ?? .nan }),
      .init("savings_upper", rows.map { $0.savingsInterval?.upper ?? .nan }),
      .init("seconds", rows.map(\.seconds)),
    ])
  }

  /// The summary as a table for each function and model.
  public var markdown: String {
    var text = """
      Test error: root mean squared error over the function's deviation, mean over seeds with its \
      95% interval (for the model mean: how far the average of the runs is from the function's \
      mean); ratio to random points; gap: test less training loss, root mean square; saved: random \
      points of the same error, over the count.

      """
    for function in plan.functions {
      for model in plan.models {
        let some = rows.filter { $0.function == function && $0.model == model }
        guard !some.isEmpty else { continue }
        text += "\n## \(function), \(model.rawValue)\n\n"
        text += "| N | design | test error | ratio to random | gap | predicted gap | saved |\n"
        text += "|--:|---|---|---|--:|--:|---|\n"
        for row in some { text += row.markdown + "\n" }
      }
    }
    if !curves.isEmpty {
      text += "\n## Learning curves\n\n| function | model | design | fit | exponent |\n"
      text += "|---|---|---|---|---|\n"
      for curve in curves {
        let fit = curve.fit
        let law = "\(digits(fit.floor)) + \(digits(fit.scale)) N^-\(digits(fit.exponent))"
        text += "| \(curve.function) | \(curve.model.rawValue) | \(curve.design) | \(law) | "
        text += digits(fit.exponent, curve.exponentInterval) + " |\n"
      }
    }
    if !failures.isEmpty {
      text += "\n## What did not run\n\n" + failures.map { "- \($0)\n" }.joined()
    }
    return text
  }
}

extension SummaryRow {
  fileprivate var markdown: String {
    let cells = [
      "\(count)", design, digits(testError, interval), digits(ratioToRandom, ratioInterval),
      digits(gap), digits(predictedGap), digits(savings, savingsInterval),
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}

/// Three digits, and the interval if there is one; a dash for nothing.
private func digits(_ value: Double?, _ interval: ConfidenceInterval? = nil) -> String {
  guard let value else { return "-" }
  let text = String(format: "%.3g", value)
  guard let interval else { return text }
  return text + String(format: " (%.3g-%.3g)", interval.lower, interval.upper)
}
