// LearningStudy: errors by number of runs and design, ready to be shown.

public import Reports

/// Errors of surrogates by number of runs and design, one panel for each output.
public struct LearningStudy: Sendable {
  public var title: String
  public var outputs: [Output]
  /// What was found, in words.
  public var verdict: Verdict?
  /// What a reader must know besides, such as what did not run.
  public var notes: [String] = []

  public init(title: String, outputs: [Output], verdict: Verdict? = nil) {
    (self.title, self.outputs, self.verdict) = (title, outputs, verdict)
  }

  /// One output of a simulator, or one test function.
  public struct Output: Sendable {
    public var name: String
    /// What the errors are, such as `relative test error`.
    public var error: Axis
    public var curves: [Curve]
    /// How many runs a design saves for the same error, against random points.
    public var savings: [Saving]
    /// The gap between test and training loss, measured and predicted.
    public var gaps: [Curve] = []
    /// What files of the output's figures are called, without their ending.
    public var fileName: String

    public init(name: String, error: Axis, curves: [Curve], savings: [Saving] = []) {
      (self.name, self.error, self.curves, self.savings) = (name, error, curves, savings)
      fileName = name
    }
  }

  /// The errors of one design, and what theory said they would be.
  public struct Curve: Sendable {
    public var design: String
    public var measured: [LinePlot.Point]
    public var predicted: [LinePlot.Point]

    public init(
      design: String, measured: [LinePlot.Point], predicted: [LinePlot.Point] = []
    ) {
      (self.design, self.measured, self.predicted) = (design, measured, predicted)
    }
  }

  /// The share of the runs that a design saves, with its interval.
  public struct Saving: Sendable, Hashable {
    public var design: String
    public var share: Double
    public var low: Double?
    public var high: Double?

    public init(design: String, share: Double, low: Double? = nil, high: Double? = nil) {
      (self.design, self.share, self.low, self.high) = (design, share, low, high)
    }
  }

  /// The report: the verdict, then a learning curve for each output, savings and the numbers.
  public func report(facts: [Report.Fact] = []) -> Report {
    var sections = verdict.map { [Report.Section("Verdict", [.verdict($0)])] } ?? []
    sections += outputs.map { Report.Section($0.name, $0.blocks) }
    if !notes.isEmpty { sections.append(.init("Notes", notes.map { .paragraph(Prose($0)) })) }
    let shown = outputs.count == 1 ? "1 output" : "\(outputs.count) outputs"
    return Report(title: title, subtitle: shown, facts: facts, sections: sections)
  }
}

extension LearningStudy.Output {
  fileprivate var blocks: [Block] {
    figures.map { .figure($0.figure) } + [.table(table)]
  }

  /// The figures, and what tells their files apart.
  var figures: [(kind: String, figure: Figure)] {
    [("error", learningCurves)] + (savings.isEmpty ? [] : [("saved", saved)])
      + (gaps.isEmpty ? [] : [("gap", gapCurves)])
  }

  private var gapCurves: Figure {
    let plot = LinePlot(
      x: Axis("Runs N", scale: .log), y: Axis("Gap (rms) of the loss", scale: .log),
      series: Self.series(gaps))
    return Figure(
      "\(name): gap of the loss by number of runs",
      caption: """
        Test less training loss, as a root mean square over the seeds, in units of the output's \
        variance. Dashed: the variance identity, from the spectra of the loss and of the points; \
        a model, as the identity holds for a function that was fixed before the points were seen.
        """, .linePlot(plot))
  }

  private static func series(_ curves: [LearningStudy.Curve]) -> [LinePlot.Series] {
    curves.enumerated().flatMap { place, curve -> [LinePlot.Series] in
      let measured = LinePlot.Series(
        curve.design, uncertainty: .bars, group: place, points: curve.measured)
      guard !curve.predicted.isEmpty else { return [measured] }
      let label = "\(curve.design), predicted"
      return [
        measured, LinePlot.Series(label, role: .model, group: place, points: curve.predicted),
      ]
    }
  }

  private var learningCurves: Figure {
    let plot = LinePlot(
      x: Axis("Runs N", scale: .log), y: error, series: Self.series(curves))
    return Figure(
      "\(name): error by number of runs",
      caption: """
        Means over the seeds; bars are their 95% intervals, cut off at zero. Designs of the same N \
        stand beside each other.
        """,
      .linePlot(plot))
  }

  private var saved: Figure {
    let bars = savings.map { saving in
      BarChart.Bar(
        saving.design, saving.share * 100, low: saving.low.map { $0 * 100 },
        high: saving.high.map { $0 * 100 })
    }
    return Figure(
      "\(name): runs saved for the same error",
      caption: """
        Against random points of the same error, at the number of runs before the name; below \
        zero, a design needs more runs. Lines are 95% intervals, where resampling the seeds gives \
        one. Designs whose error no number of random runs had are left out.
        """,
      .barChart(BarChart(axis: Axis("Runs saved", unit: "%"), bars: bars, format: .fixed(0))))
  }

  private var table: Table {
    let columns: [Table.Column] = [
      .text("Design"), .number("Runs N", .integer), .number(error.title, unit: error.unit),
      .number("Low"), .number("High"),
    ]
    let rows = curves.flatMap { curve in
      curve.measured.map { point -> [Table.Cell] in
        [
          .text(curve.design), .number(point.x), .number(point.y), Table.Cell(point.low),
          Table.Cell(point.high),
        ]
      }
    }
    return Table(caption: "\(name): the errors of the figure.", columns: columns, rows: rows)
  }
}
