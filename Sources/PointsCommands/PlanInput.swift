// What a plan is made from: a class of functions, pilot runs, or a learning curve.

import ArgumentParser
import CommandSupport
import SampleDesign

/// The options that say what a plan is made from.
struct PlanInput: ParsableArguments {
  @OptionGroup var study: StudyOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The highest frequency of note, in cycles over the range of an input.", valueName: "RHO"))
  var bandwidth: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The standard deviation of the output, with --bandwidth."))
  var sigma: Double?

  @Option(help: ArgumentHelp("Runs at random points: inputs and outputs.", valueName: "RUNS.csv"))
  var pilot: String?

  @Option(help: ArgumentHelp("The output of the pilot runs to plan for.", valueName: "Y"))
  var outputColumn: String?

  @Option(
    help: ArgumentHelp(
      "Errors of trained models: columns size and error, and design where there are several.",
      valueName: "CURVE.csv"))
  var learningCurve: String?

  /// The files that the plan is made from.
  var files: [String] { [pilot, learningCurve, study.space.domain].compactMap(\.self) }

  /// Makes the plan from the one source that is given.
  func plan(_ request: PlanRequest) throws -> SamplePlan {
    guard [bandwidth != nil, pilot != nil, learningCurve != nil].count(where: { $0 }) == 1 else {
      throw UsageError(
        "give one of --bandwidth (with --dim or --domain), --pilot and --learning-curve")
    }
    guard pilot != nil || (outputColumn == nil && study.inputs == nil) else {
      throw UsageError("--output-column and --inputs belong to --pilot")
    }
    guard sigma == nil || bandwidth != nil else {
      throw UsageError("--sigma belongs to --bandwidth")
    }
    if let pilot { return try pilotPlan(pilot, request) }
    if let learningCurve { return try curvePlan(learningCurve, request) }
    guard let bandwidth else { throw UsageError("--bandwidth is needed") }
    return try SamplePlan(
      dimension: try dimension(), bandwidth: bandwidth, deviation: sigma ?? 1, request)
  }

  /// The number of inputs; a class of functions asks no more of a domain.
  private func dimension() throws -> Int {
    guard let dimension = study.space.dimension, study.space.domain == nil else {
      return try study.space.space().dimension
    }
    return dimension
  }

  private func pilotPlan(_ path: String, _ request: PlanRequest) throws -> SamplePlan {
    guard let outputColumn else { throw UsageError("--pilot needs --output-column") }
    let all = try PointTable(contentsOf: path)
    let failed = Set(try Study.failures(in: all))
    guard failed.count < all.count else { throw UsageError("\(path): all runs failed") }
    if !failed.isEmpty { note("\(failed.count) of \(all.count) runs failed and are left out") }
    let table = all.selectingRows((0..<all.count).filter { !failed.contains($0) })
    let outputs = try table.coordinates([outputColumn]).map { $0[0] }
    return try SamplePlan(
      pilot: try Study(table, in: study).points, outputs: outputs, request)
  }

  private func curvePlan(_ path: String, _ request: PlanRequest) throws -> SamplePlan {
    let table = try PointTable(contentsOf: path)
    let rows = try table.coordinates(["size", "error"])
    let names =
      table.hasColumn("design")
      ? try table.text("design") : rows.map { _ in RandomModel.name }
    var trials: [String: [LearningCurve.Trial]] = [:]
    for (name, row) in zip(names, rows) {
      guard let size = Int(exactly: row[0]) else {
        throw PlanError.curveValue(size: row[0], error: row[1])
      }
      trials[name, default: []].append(LearningCurve.Trial(size: size, error: row[1]))
    }
    if let wanted = request.designs {
      let known = trials.keys.sorted()
      for name in wanted where trials[name] == nil {
        throw PlanError.unknownDesign(name: name, known: known)
      }
      trials = trials.filter { wanted.contains($0.key) || $0.key == RandomModel.name }
    }
    return try SamplePlan(learningCurves: trials, request)
  }
}
