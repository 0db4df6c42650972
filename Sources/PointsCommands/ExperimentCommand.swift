// surety experiment: trains surrogates on designs and compares their errors.

public import ArgumentParser
import CommandSupport
import Experiments
import Foundation
import StudyReports

/// Trains surrogates on designs and compares their errors.
public struct ExperimentCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "experiment",
    abstract: "Trains surrogates on designs of several sizes and compares their errors.",
    discussion: """
      Every training is kept in FOLDER/cells.jsonl at once: the same command goes on where it was \
      stopped. The tables are written to FOLDER/cells.csv and FOLDER/summary.csv, .json and .md.
      """)

  @Option(help: "Functions, such as 'friedman,icf:log10_yield'; simulate --list shows them.")
  var functions = "ackley_small,friedman"

  @Option(help: "Designs; NAME+lhs is the rank-mapped form of one.")
  var designs = "random,lhs"

  @Option(help: "Numbers of points.")
  var counts = "32,128"

  @Option(help: "How many repetitions.")
  var seeds = 6

  @Option(help: "Models: mlp (a perceptron), gp (a Gaussian process), mean (the plain average).")
  var models = "mlp,gp"

  @Option(
    name: .customLong("test-points"), help: "How many fresh points the error is measured on.")
  var testPoints = 1 << 14

  @Option(help: "The seed of every random choice.")
  var seed: UInt64 = 0

  @Option(help: "How many trainings at a time.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The folder of the experiment.", valueName: "FOLDER"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "Write each function's learning curves and savings here, as .svg.", valueName: "FOLDER"))
  var figures: String?

  @OptionGroup var report: ReportOutput

  @Flag(help: "Print the summary as one JSON object.")
  var json = false

  public init() {}

  public func run() throws {
    let plan = try plan()
    try checkJobs(jobs)
    var runner = ExperimentRunner(plan, folder: output)
    runner.jobs = jobs
    runner.predictGap = IdentityGap.predict
    let line = CountProgress("training", of: plan.cells.count)
    let skipped = plan.cells.count
    let results = try runner.run { progress in
      line.show(skipped - progress.total + progress.done, secondsLeft: progress.secondsLeft)
    }
    line.clear()
    let summary = ExperimentSummary(plan, results)
    let files = try summary.write(results, to: output)
    let study = LearningStudy(summary)
    if let figures { try study.writeFigures(to: figures) }
    try report.write(seed: seed) { study.report(facts: $0) }
    if json { return try printJSON(summary) }
    print(summary.markdown)
    print("written: \(files.joined(separator: ", "))")
  }

  private func plan() throws -> ExperimentPlan {
    let numbers = try wholeNumbers(counts, option: "--counts")
    let models = try commaSeparated(models).map { text in
      guard let model = ExperimentModel(rawValue: text) else {
        let known = ExperimentModel.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError("--models: there is no '\(text)'; there are \(known)")
      }
      return model
    }
    var plan = ExperimentPlan(
      functions: commaSeparated(functions), designs: commaSeparated(designs), counts: numbers,
      seeds: seeds, models: models)
    (plan.testCount, plan.seed) = (testPoints, seed)
    try plan.check()
    return plan
  }
}
