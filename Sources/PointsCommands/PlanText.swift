// A plan in words and columns, for the terminal.

import Foundation
import SampleDesign

/// The tables and verdicts of a plan.
///
/// Ideal limits stand in brackets.
func planText(_ plan: SamplePlan) -> String {
  let head = [
    "target \(brief(plan.target))",
    plan.deviation.map { "standard deviation \(brief($0))" },
    "budget N = \(plan.budget)" + (plan.isBudgetGiven ? "" : " (not given)"),
  ]
  let scenarios = plan.scenarios.map { scenarioText($0, isCurve: plan.source == .learningCurve) }
  let strongest = plan.frequencies.prefix(5).map { found in
    let cycles = found.frequency.map(String.init).joined(separator: ",")
    return "(\(cycles)) \(brief(100 * found.share))%"
  }
  let frequencies =
    strongest.isEmpty
    ? []
    : ["strongest frequencies, in cycles over each input: " + strongest.joined(separator: "; ")]
  return ([head.compactMap(\.self).joined(separator: ", ")] + frequencies + scenarios)
    .joined(separator: "\n\n")
}

private func scenarioText(_ scenario: SamplePlan.Scenario, isCurve: Bool) -> String {
  let value = isCurve ? "error" : "gap"
  let hasLimits = scenario.designs.contains { $0.kind == .limit }
  let legend =
    "(of random: N as a share of what random points need; variance, as a share of random, and "
    + "\(value): at the budget" + (hasLimits ? "; [in brackets]: an ideal limit, no design)" : ")")
  return
    ([scenario.name + ": " + scenario.assumption, legend] + table(scenario, value)
    + notes(scenario) + ["verdict: \(scenario.verdict.sentence)"]).joined(separator: "\n")
}

private func table(_ scenario: SamplePlan.Scenario, _ value: String) -> [String] {
  let columns: [(title: String, isWord: Bool, cell: (DesignPlan) -> String?)] = [
    ("design", true, { $0.kind == .limit ? "[\($0.name)]" : $0.name }),
    ("N needed", false, { $0.count.map(String.init) }),
    ("5% to 95%", false, { $0.interval.map(interval) }),
    ("of random", false, { $0.ratioToRandom.map(brief) }),
    ("variance", false, { $0.gainAtBudget.map(brief) }),
    (value, false, { $0.gapAtBudget.map(brief) }),
    ("label", true, { $0.label.rawValue }),
  ]
  let filled = columns.map { column in
    (title: column.title, isWord: column.isWord, cells: scenario.designs.map(column.cell))
  }.filter { column in column.cells.contains { $0 != nil } }
  let padded = filled.map { column in
    let cells = [column.title] + column.cells.map { $0 ?? "-" }
    let width = cells.map(\.count).max() ?? 0
    return cells.map { cell in
      let blanks = String(repeating: " ", count: width - cell.count)
      return column.isWord ? cell + blanks : blanks + cell
    }
  }
  return (0...scenario.designs.count).map { row in
    padded.map { $0[row] }.joined(separator: "  ").trimmingCharacters(in: .whitespaces)
  }
}

private func interval(_ interval: CountInterval) -> String {
  let ends = [interval.lower, interval.upper].map { $0.map(String.init) ?? "?" }
  return ends.joined(separator: " to ")
}

private func notes(_ scenario: SamplePlan.Scenario) -> [String] {
  scenario.designs.flatMap { row in
    let zero = row.zeroGapCount.map {
      "\(row.name): no gap at all from N = \(String(format: "%.0f", $0)) on"
    }
    return (row.note.isEmpty || row.kind == .limit ? [] : ["\(row.name): \(row.note)"])
      + (zero.map { [$0] } ?? [])
  }
}

/// Three significant digits.
private func brief(_ value: Double) -> String { String(format: "%.3g", value) }
