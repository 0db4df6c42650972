// The report about a plan: what each design needs, the gap against N, and the verdict in words.

public import Reports
public import SamplePlanning
import Spectra

extension SamplePlan {
  /// The report about the plan: for each scenario the verdict, the gap against the number of
  /// points with the budget marked, and what each design needs.
  ///
  /// `facts`: how the plan came to be, such as the command and checksums of files.
  public func report(facts: [Report.Fact] = []) -> Report {
    Report(
      title: "Sample plan", subtitle: subtitle, facts: facts,
      sections: scenarios.map { section($0) } + [Self.reading])
  }

  private var subtitle: String {
    let goal = "target \(NumberFormat.significant(3).text(target))"
    let points = "\(isBudgetGiven ? "budget" : "planned for") \(Self.count(budget)) points"
    let place = dimension.map { "\($0) dimension\($0 == 1 ? "" : "s"), " } ?? ""
    return place + goal + ", " + points
  }

  private static func count(_ value: Int) -> String { NumberFormat.integer.text(Double(value)) }

  private func section(_ scenario: Scenario) -> Report.Section {
    let title =
      switch source {
      case .functionClass: "The \(scenario.name) case of the class"
      case .pilot: "From the pilot runs"
      case .learningCurve: "From the learning curve"
      }
    return Report.Section(
      title,
      [
        .verdict(scenario.verdict.banner), .paragraph("Assumed: \(scenario.assumption)."),
        .figure(figure(scenario)), .table(table(scenario)),
      ] + notes(scenario))
  }

  private func figure(_ scenario: Scenario) -> Figure {
    let series = scenario.designs.map { design in
      LinePlot.Series(
        design.name,
        points: design.curve.map { point in
          .init(x: Double(point.count), y: point.gap, low: point.lower, high: point.upper)
        })
    }
    let plot = LinePlot(
      x: Axis("Points N", scale: .log),
      y: Axis("Gap (rms)", unit: "units of the output", scale: .log), series: series,
      references: [
        .init(
          .vertical, at: Double(budget),
          label: (isBudgetGiven ? "budget " : "planned ") + Self.count(budget)),
        .init(
          .horizontal, at: target, label: "target \(NumberFormat.significant(3).text(target))"),
      ])
    return Figure(
      "Gap against the number of points, by design",
      caption: "A gap of zero has no place on a logarithmic axis: there the curve ends.",
      .linePlot(plot))
  }

  private func table(_ scenario: Scenario) -> Table {
    let hasInterval = scenario.designs.contains { $0.interval != nil }
    let intervals: [Table.Column] =
      hasInterval ? [.number("N, low", .integer), .number("N, high", .integer)] : []
    let columns: [Table.Column] =
      [.text("Design"), .number("N for the target", .integer)] + intervals + [
        .number("Share of random", .percent(1)), .number("Zero gap from N", .integer),
        .number("Gap at N = \(Self.count(budget))", .significant(3)),
        .number("Variance left there", .percent(1)), .text("Label"),
      ]
    let rows = scenario.designs.map { design -> [Table.Cell] in
      let ends = [design.interval?.lower, design.interval?.upper].map { Self.cell($0) }
      return [.text(design.name), Self.cell(design.count)] + (hasInterval ? ends : []) + [
        Table.Cell(design.ratioToRandom), Table.Cell(design.zeroGapCount),
        Table.Cell(design.gapAtBudget), Table.Cell(design.gainAtBudget),
        .text(design.label.rawValue),
      ]
    }
    return Table(
      caption: "What each design needs; a dash where no number of points was found.",
      columns: columns, rows: rows)
  }

  private static func cell(_ count: Int?) -> Table.Cell { Table.Cell(count.map(Double.init)) }

  /// The formula of each design, and what a reader must know of it.
  private func notes(_ scenario: Scenario) -> [Block] {
    let hasNotes = scenario.designs.contains { !$0.note.isEmpty }
    let rows = scenario.designs.map { design -> [Table.Cell] in
      [.text(design.name), .text(design.formula)] + (hasNotes ? [.text(design.note)] : [])
    }
    return [
      .table(
        Table(
          caption: "Where the numbers come from.",
          columns: [.text("Design"), .text("Formula")] + (hasNotes ? [.text("Note")] : []),
          rows: rows))
    ]
  }

  private static let reading = Report.Section(
    "How to read this",
    [
      .paragraph(
        """
        The \(emphasis: "gap") is how far the mean over the points strays from the true mean, as \
        a root mean square. An \(strong: "identity") holds exactly, a \(strong: "bound") as an \
        upper limit, a \(strong: "model") as well as a simplified picture does.
        """)
    ])
}

extension PlanVerdict {
  /// The verdict as a banner: the advice, and what it rests on.
  public var banner: Verdict {
    let tone: Verdict.Tone =
      switch advice {
      case .worthDesigning: .good
      case .marginal, .unknown: .caution
      case .random: .bad
      }
    let start = advice.rawValue + ": "
    let detail = sentence.hasPrefix(start) ? String(sentence.dropFirst(start.count)) : sentence
    return Verdict(
      tone, Self.capitalized(advice.rawValue), detail: Prose(Self.capitalized(detail) + "."))
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
