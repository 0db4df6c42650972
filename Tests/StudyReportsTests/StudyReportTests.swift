import Foundation
import PointSets
import Reports
import SamplePlanning
import StudyReports
import Testing

/// Reports of all kinds, made from small studies.
enum SampleStudies {
  static let design: DesignStudy = {
    let rows = (0..<64).map { point -> [Double] in
      [1, 37, 11].map { (step: Int) -> Double in Double(point * step % 64) / 64 }
    }
    var study = DesignStudy(
      name: "lattice", points: PointSet(rows: rows, dimension: 3),
      measures: [
        .init("minimum distance", 0.12, random: 0.03, meaning: "larger is better"),
        .init("largest correlation", -0.02),
      ])
    study.verdict = Verdict(.good, "Evenly spread")
    study.profile = .init(
      measured: (1...20).map { frequency in
        let power = min(1, Double(frequency) / 12)
        return .init(x: Double(frequency), y: power, low: power * 0.8, high: power * 1.2)
      },
      models: [("Poisson process", [.init(x: 0, y: 1), .init(x: 20, y: 1)])],
      marks: [(12, "limit of a step")], note: "Bands are two standard errors.")
    study.correlation = .init(
      measured: (1...20).map { .init(x: Double($0) / 40, y: Double($0) / 15) })
    study.slice = .init(
      axes: (0, 1),
      power: (-4...4).map { row in (-4...4).map { $0 == 0 && row == 0 ? .nan : 0.5 } }, highest: 4)
    return study
  }()

  static let lattice: PointSet = {
    let rows = (0..<377).map { (point: Int) -> [Double] in
      [Double(point) / 377, Double(point * 233 % 377) / 377]
    }
    return PointSet(rows: rows, dimension: 2)
  }()

  static let learning = LearningStudy(
    title: "Learning curves",
    outputs: [
      .init(
        name: "yield", error: Axis("Relative error", scale: .log),
        curves: [
          .init(
            design: "random", measured: [50, 100, 200].map { .init(x: $0, y: 1 / $0) },
            predicted: [50, 200].map { .init(x: $0, y: 0.9 / $0) }),
          .init(
            design: "stealthy",
            measured: [50, 100, 200].map {
              .init(x: $0, y: 0.5 / $0, low: 0.4 / $0, high: 0.6 / $0)
            }),
        ], savings: [.init(design: "stealthy", share: 0.48, low: 0.4, high: 0.55)])
    ])

  static func plan(target: Double, budget: Int, dimension: Int = 2) throws -> SamplePlan {
    try SamplePlan(dimension: dimension, bandwidth: 5, PlanRequest(target: target, budget: budget))
  }
}

struct DesignReportTests {
  @Test func everyPartThatIsKnownIsShown() {
    let report = SampleStudies.design.report(facts: [.init("Seed", "1")])
    #expect(report.figures.count == 4)
    #expect(
      report.sections.map(\.title) == [
        "Verdict", "Points", "Power spectrum", "Pair correlation", "Measures",
      ])
    #expect(report.subtitle == "64 points in 3 dimensions")
  }

  @Test func whatIsNotKnownIsLeftOut() {
    let study = DesignStudy(name: "a", points: PointSet(coordinates: [0.5], dimension: 1))
    #expect(study.report().sections.map(\.title) == ["Points"])
  }

  @Test func modelsAreBehindTheMeasuredCurve() throws {
    let report = SampleStudies.design.report()
    let plot = try #require(
      report.figures.compactMap { figure in
        if case .linePlot(let plot) = figure.content { plot } else { nil }
      }.first)
    #expect(plot.series.map(\.role) == [.measured, .model])
    #expect(plot.references.map(\.value) == [12])
  }
}

struct PlanReportTests {
  private func plots(_ report: Report) -> [LinePlot] {
    report.figures.compactMap { figure in
      if case .linePlot(let plot) = figure.content { plot } else { nil }
    }
  }

  @Test func everyScenarioHasAVerdictAPlotAndATable() throws {
    let plan = try SampleStudies.plan(target: 0.01, budget: 500)
    let report = plan.report()
    #expect(report.sections.count == plan.scenarios.count + 1)
    for plot in plots(report) {
      #expect(plot.references.contains { $0.direction == .vertical && $0.value == 500 })
      #expect(plot.references.contains { $0.direction == .horizontal && $0.value == 0.01 })
      #expect(plot.series.count == plan.scenarios[0].designs.count)
    }
  }

  @Test func theBannerSaysWhatTheVerdictSays() throws {
    let plan = try SampleStudies.plan(target: 0.01, budget: 500)
    for scenario in plan.scenarios {
      let banner = scenario.verdict.banner
      let spoken = banner.title + ": " + banner.detail.plainText
      #expect(spoken.lowercased() == scenario.verdict.sentence.lowercased() + ".")
    }
  }

  @Test(arguments: [
    (0.2, Verdict.Tone.good), (0.7, .caution), (0.95, .bad),
  ])
  func theToneFollowsTheVarianceThatIsLeft(gain: Double, tone: Verdict.Tone) {
    let verdict = PlanVerdict(bestDesign: "stealthy", gain: gain, budget: 100, helpsFrom: 900)
    #expect(verdict.banner.tone == tone)
  }
}

struct LearningReportTests {
  @Test func everyOutputHasItsCurvesItsSavingsAndItsNumbers() {
    let report = SampleStudies.learning.report()
    #expect(report.sections.map(\.title) == ["yield"])
    #expect(report.sections[0].blocks.count == 3)
    #expect(report.figures.count == 2)
  }
}

struct StudyReportFileTests {
  /// Into `SURETY_SAMPLE_REPORTS`, where Scripts/browser-check looks at them.
  @Test func everyStudyIsWrittenAsAPage() throws {
    let reports = [
      ("design", SampleStudies.design.report()),
      ("plan", try SampleStudies.plan(target: 0.01, budget: 500).report()),
      ("learning", SampleStudies.learning.report()),
      ("experiment", LearningStudy(ExperimentStudyTests.summary).report()),
      ("spectrum", try SpectrumStudyTests.study(SampleStudies.lattice).report()),
    ]
    let named = ProcessInfo.processInfo.environment["SURETY_SAMPLE_REPORTS"]
    let folder =
      named.map { URL(fileURLWithPath: $0) }
      ?? FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { if named == nil { try? FileManager.default.removeItem(at: folder) } }
    for (name, report) in reports {
      let file = folder.appendingPathComponent(name + ".html")
      try report.write(to: file.path)
      #expect(try Data(contentsOf: file).count > 1000)
    }
  }
}
