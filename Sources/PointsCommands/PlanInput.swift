// What a plan is made from: a class of functions, pilot runs, or a learning curve.

import ArgumentParser
import CommandSupport
import SampleDesign

/// The options that say what a plan is made from.
struct PlanInput: ParsableArguments {
  @Option(help: ArgumentHelp("The number of inputs.", valueName: "D"))
  var dim: Int?

  @Option(
    help: ArgumentHelp(
      "The highest frequency of note, in cycles over the range of an input.", valueName: "RHO"))
  var bandwidth: Double?

  @Option(help: ArgumentHelp("The standard deviation of the output, with --bandwidth."))
  var sigma: Double?

  @Option(help: ArgumentHelp("Runs at random points: inputs and outputs.", valueName: "RUNS.csv"))
  var pilot: String?

  @Option(help: ArgumentHelp("The output of the pilot runs to plan for.", valueName: "Y"))
  var outputColumn: String?

  @Option(
    help: ArgumentHelp(
      "The inputs of the pilot runs; all columns of the domain, or those named x1, x2, ….",
      valueName: "A,B,C"))
  var inputs: String?

  @Option(
    help: ArgumentHelp(
      "The domain whose units the pilot's inputs have; else they lie from 0 to 1.",
      valueName: "DOMAIN.yaml"))
  var domain: String?

  @Option(
    help: ArgumentHelp(
      "Errors of trained models: columns size and error, and design where there are several; or the "
        + "cells.csv of an experiment.",
      valueName: "CURVE.csv"))
  var learningCurve: String?

  @Option(
    help: ArgumentHelp("The function of the learning curve, if it has several.", valueName: "NAME"))
  var function: String?

  @Option(
    help: ArgumentHelp("The model of the learning curve, if it has several.", valueName: "NAME"))
  var model: String?

  /// Makes the plan from the one source that is given.
  func plan(_ request: PlanRequest) throws -> SamplePlan {
    let given = [bandwidth != nil || dim != nil, pilot != nil, learningCurve != nil]
    guard given.filter({ $0 }).count == 1 else {
      throw UsageError("give one of --dim with --bandwidth, --pilot, --learning-curve")
    }
    guard pilot != nil || [outputColumn, inputs, domain].allSatisfy({ $0 == nil }) else {
      throw UsageError("--output-column, --inputs and --domain belong to --pilot")
    }
    guard learningCurve != nil || [function, model].allSatisfy({ $0 == nil }) else {
      throw UsageError("--function and --model belong to --learning-curve")
    }
    guard sigma == nil || bandwidth != nil else {
      throw UsageError("--sigma belongs to --bandwidth")
    }
    if let pilot { return try pilotPlan(pilot, request) }
    if let learningCurve { return try curvePlan(learningCurve, request) }
    guard let dim, let bandwidth else { throw UsageError("--dim and --bandwidth go together") }
    return try SamplePlan(
      dimension: dim, bandwidth: bandwidth, deviation: sigma ?? 1, request)
  }

  private func pilotPlan(_ path: String, _ request: PlanRequest) throws -> SamplePlan {
    guard let outputColumn else { throw UsageError("--pilot needs --output-column") }
    let table = try PointTable(contentsOf: path)
    let outputs = try table.finiteNumbers(outputColumn)
    return try SamplePlan(pilot: try unitPoints(of: table), outputs: outputs, request)
  }

  private func unitPoints(of table: PointTable) throws -> PointSet {
    let names = inputs.map(commaSeparated)
    guard let domain else { return try table.points(try names ?? numberedInputs(of: table)) }
    let space = try Domain(contentsOf: domain)
    guard let names else { return try space.unitPoints(table) }
    for name in names where !space.variables.contains(where: { $0.name == name }) {
      throw UsageError("--inputs: \(domain) has no variable '\(name)'")
    }
    return try Domain(space.variables.filter { names.contains($0.name) }).unitPoints(table)
  }

  /// `x1`, `x2`, and so on, as far as there are such columns.
  private func numberedInputs(of table: PointTable) throws -> [String] {
    let names = Array((1...).lazy.map { "x\($0)" }.prefix { table.hasColumn($0) })
    guard !names.isEmpty else {
      throw UsageError("--inputs is needed: the pilot has no column x1, and no domain is given")
    }
    return names
  }

  private func curvePlan(_ path: String, _ request: PlanRequest) throws -> SamplePlan {
    var trials = try PlanCurves(table: PointTable(contentsOf: path))
      .trials(function: function, model: model)
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
