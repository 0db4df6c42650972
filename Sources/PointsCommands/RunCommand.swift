// surety run: an external simulator for every point of a design.

import ArgumentParser
import CommandSupport
import Ensembles
import Foundation
import PointSets

/// Runs an external simulator for every point of a design.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs an external simulator for every point of a design.",
    discussion: """
      Example: surety run --design points.csv --command './simulator --x {x1} --y {x2}' \
      --results runs.csv --jobs 4 --timeout 600

      Placeholders: {NAME} for each column of the design, {run} for the run's own folder, in which it \
      is started, {index} for its number, {here} for the folder where surety was started. The command \
      is split into arguments before values go in, and no shell reads it unless --shell is given. \
      What has finished survives any kill; --resume goes on.
      """)

  enum Parse: String, ExpressibleByArgument, CaseIterable {
    case csv, json, regex
  }

  @Option(help: "The points: .csv, .json or .npy.")
  var design: String

  @Option(help: "The command, with placeholders such as {x1}.")
  var command: String

  @Option(
    name: [.customShort("o"), .long],
    help: "Where the design with its outputs is written: .csv or .json."
  )
  var results: String

  @Option(help: "Words in front of every command, such as 'srun -n1'.")
  var launcher = ""

  @Flag(help: "Let /bin/sh read the command; values are passed as parameters, never as code.")
  var shell = false

  @Option(help: "Runs at one time.")
  var jobs = 1

  @Option(help: "The seconds that one run may take.")
  var timeout: Double?

  @Option(help: "How often a failed run is tried again.")
  var retries = 0

  @Option(help: "How outputs are read: csv (a header and a row, or name=value), json, regex.")
  var parse = Parse.csv

  @Option(help: "The regular expression with named groups, such as 'yield: (?<y>[-+.0-9e]+)'.")
  var pattern: String?

  @Option(help: "The file to read outputs from instead of standard output, such as {run}/out.json.")
  var outputFile: String?

  @Option(help: "The folder for the folders of the runs.")
  var folder = "runs"

  @Option(help: "The SQLite file of the state; RESULTS.sqlite unless named.")
  var state: String?

  @Option(help: "The most MiB of output that are taken from one run.")
  var outputLimit = 16

  @Option(help: "A .csv or .json file for what is known of each failed run.")
  var failures: String?

  @Flag(help: "Go on where an earlier run of this command was ended.")
  var resume = false

  @Flag(help: "With --resume, try again what failed for good.")
  var retryFailed = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    for path in [results] + [failures].compactMap(\.self) {
      guard try PointFileFormat(path: path) != .npy else {
        throw UsageError("\(path): .npy cannot hold words; results are .csv or .json")
      }
    }
    let signals = PendingSignals()
    let ensemble = try Ensemble(
      design: PointTable(contentsOf: design), options: try options())
    let line = ProgressLine()
    let outcome = try ensemble.run(isStopped: { signals.hasArrived }) { progress in
      line.show(Self.words(progress))
    }
    line.clear()
    guard outcome.openCount == 0 else {
      throw UsageError(
        "stopped with \(outcome.openCount) runs to do; the same command with --resume goes on")
    }
    try outcome.table.write(to: results)
    if let failures { try outcome.failures.write(to: failures) }
    try show(outcome)
  }

  private func options() throws -> EnsembleOptions {
    var options = EnsembleOptions(command: command)
    (options.launcher, options.usesShell) = (launcher, shell)
    (options.jobs, options.timeout, options.retries) = (jobs, timeout, retries)
    (options.folder, options.state) = (folder, state ?? results + ".sqlite")
    (options.outputFile, options.resumes) = (outputFile, resume)
    guard (1...4096).contains(outputLimit) else {
      throw UsageError("--output-limit \(outputLimit): not between 1 and 4096 MiB")
    }
    options.outputLimit = outputLimit << 20
    guard !retryFailed || resume else { throw UsageError("--retry-failed needs --resume") }
    options.retriesFailed = retryFailed
    guard (parse == .regex) == (pattern != nil) else {
      throw UsageError("--pattern belongs to --parse regex, and that to it")
    }
    switch parse {
    case .csv: options.parsing = .csv
    case .json: options.parsing = .json
    case .regex: options.parsing = .regex(pattern ?? "")
    }
    return options
  }

  private static func words(_ progress: EnsembleProgress) -> String {
    let left = progress.secondsLeft.map { ", \(short($0, digits: 0)) s left" } ?? ""
    let failed = progress.failed > 0 ? ", \(progress.failed) failed" : ""
    return "\(progress.done + progress.failed) of \(progress.total) runs\(failed)\(left)"
  }

  private func show(_ outcome: EnsembleResults) throws {
    if json {
      try printJSON(
        Report(
          runs: outcome.table.count, done: outcome.doneCount, failed: outcome.failedCount,
          results: results))
    } else {
      print(
        "\(outcome.doneCount) of \(outcome.table.count) runs done, \(outcome.failedCount) failed; "
          + results)
    }
  }

  private struct Report: Encodable {
    let runs: Int
    let done: Int
    let failed: Int
    let results: String
  }
}
