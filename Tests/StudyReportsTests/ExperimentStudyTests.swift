import Foundation
import Reports
import StudyReports
import Testing

@testable import Experiments

struct ExperimentStudyTests {
  /// Random points have the error 1/N, the design that of twice as many.
  static let summary: ExperimentSummary = {
    let plan = ExperimentPlan(
      functions: ["icf:log10_yield"], designs: ["random", "lhs"], counts: [32, 64, 128], seeds: 2,
      models: [.gp])
    let results = plan.cells.map { cell in
      ExperimentResult(
        cell, testError: (cell.design == "lhs" ? 0.5 : 1) / Double(cell.count), trainError: 0,
        predictedGap: 0.25, seconds: 1)
    }
    return ExperimentSummary(plan, results)
  }()

  @Test func eachDesignHasACurveOverTheCounts() throws {
    let study = LearningStudy(Self.summary)
    let output = try #require(study.outputs.first)
    #expect(study.outputs.count == 1 && output.name == "icf:log10_yield, Gaussian process")
    #expect(output.curves.map(\.design) == ["random", "lhs"])
    #expect(output.curves[1].measured.map(\.x) == [32, 64, 128])
    let halves: [Double] = [1.0 / 64, 1.0 / 128, 1.0 / 256]
    #expect(output.curves[1].measured.map(\.y) == halves)
  }

  @Test func twiceAsManyRandomPointsAreHalfOfTheRunsSaved() throws {
    let output = try #require(LearningStudy(Self.summary).outputs.first)
    // At N = 128 no number of random points had so small an error.
    #expect(output.savings.map(\.design) == ["32: lhs", "64: lhs"])
    for saving in output.savings { #expect(abs(saving.share - 0.5) < 1e-9) }
  }

  @Test func theVerdictIsTheGeometricMeanOfTheRatios() throws {
    let verdict = try #require(LearningStudy(Self.summary).verdict)
    #expect(verdict.title == "lhs has 50\u{2009}% less error than random points, on average")
    #expect(verdict.detail.plainText.contains("in 3 comparisons"))
  }

  @Test func gapsStandBesideTheirPrediction() throws {
    let output = try #require(LearningStudy(Self.summary).outputs.first)
    #expect(output.gaps.count == 2)
    // The squared test error, 1/N², as there is no training error.
    let squares: [Double] = [1.0 / 1024, 1.0 / 4096, 1.0 / 16384]
    #expect(output.gaps[0].measured.map(\.y) == squares)
    #expect(output.gaps[0].predicted.map(\.y) == [0.25, 0.25, 0.25])
  }

  @Test func everyFigureIsAFileOfItsFunction() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let paths = try LearningStudy(Self.summary).writeFigures(to: folder)
    let start = "\(folder)/icf-log10_yield-gp-"
    #expect(paths == [start + "error.svg", start + "saved.svg", start + "gap.svg"])
    for path in paths {
      #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("<svg"))
    }
  }
}
