// surety simulate: runs a built-in simulator at every point of a design.

public import ArgumentParser
import CommandSupport
import Foundation
import SampleDesign

extension InputColumns: ExpressibleByArgument {}

/// Runs a built-in simulator at every point of a design.
public struct SimulateCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Runs a test function or the ICF capsule at every point of a design.",
    discussion: """
      Columns that have the names of the simulator's variables are physical values; x1, x2, … are \
      points of the unit cube. A run that fails leaves its reason in the column 'failed'.
      """)

  @Argument(help: "icf, or the name of a test function.")
  var simulator: String?

  @Flag(help: "List the simulators, their variables and outputs.")
  var list = false

  @Option(help: ArgumentHelp("The points: CSV, JSON or .npy.", valueName: "POINTS.csv"))
  var design: String?

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("Where the runs go; else standard output.", valueName: "RUNS.csv"))
  var output: String?

  @Option(help: "How the columns are read: auto, physical or unit.")
  var columns = InputColumns.auto

  @Option(help: "How many runs at a time.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: ArgumentHelp("Also write x-ray images of a capsule here.", valueName: "FOLDER"))
  var images: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  public init() {}

  public func run() throws {
    if list { return try printList() }
    guard let simulator else { throw UsageError("name a simulator, or give --list") }
    guard let chosen = SimulatorCatalog.simulator(named: simulator) else {
      throw unknownName(
        "simulator", simulator, among: SimulatorCatalog.all.map(\.name),
        list: "surety simulate --list")
    }
    guard let design else { throw UsageError("at which points? Give --design POINTS.csv") }
    guard !json || output != nil else {
      throw UsageError("--json needs -o: standard output takes the runs or the report, not both")
    }
    try checkJobs(jobs)
    let capsule = try capsule(chosen)
    let clock = ContinuousClock()
    let start = clock.now
    let table = try PointTable(contentsOf: design)
    let progress = CountProgress("run", of: table.count)
    let runs = try SimulatorRuns(
      of: chosen, at: table, columns: columns, jobs: jobs, finished: progress.show)
    try PointOutput(to: output).write(runs.outputTable)
    if let capsule, let images { try writeImages(of: capsule, runs, to: images) }
    progress.clear()
    let report = SimulateReport(
      simulator: simulator, runs: runs.results.count, failures: runs.failureCount,
      seconds: CommandSupport.seconds(clock.now - start), output: output)
    if json { try printJSON(report) } else { note(report.text) }
  }

  /// The capsule, where images are asked for.
  private func capsule(_ chosen: any Simulator) throws -> CapsuleSimulator? {
    guard images != nil else { return nil }
    guard let capsule = chosen as? CapsuleSimulator else {
      throw UsageError("\(chosen.name) has no images")
    }
    return capsule
  }

  /// One `.npy` file for each run that did not fail, numbered as the rows are, from 0.
  private func writeImages(
    of capsule: CapsuleSimulator, _ runs: SimulatorRuns, to folder: String
  ) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let progress = CountProgress("image", of: runs.inputs.count)
    let done = concurrentMap(runs.inputs.count, jobs: jobs, finished: progress.show) { row in
      Result {
        guard (try? runs.results[row].get()) != nil else { return }
        let images = try capsule.images(runs.inputs[row])
        try images.write(npy: "\(folder)/images-\(row).npy")
      }
    }
    for result in done { try result.get() }
  }

  private func printList() throws {
    let entries = SimulatorCatalog.all.map(SimulatorEntry.init)
    if json { return try printJSON(entries) }
    for entry in entries {
      let width = entry.name.padding(toLength: 19, withPad: " ", startingAt: 0)
      print("\(width) d=\(entry.variables.count)  \(entry.summary)")
    }
  }
}

/// What a run of the command did.
private struct SimulateReport: Encodable {
  let simulator: String
  let runs: Int
  let failures: Int
  let seconds: Double
  let output: String?

  var text: String {
    let failed = failures > 0 ? ", \(failures) failed (see the column 'failed')" : ""
    return (output.map { "\($0): " } ?? "")
      + "\(runs) runs of \(simulator)\(failed) in \(short(seconds)) s"
  }
}

/// A line of the list of simulators.
private struct SimulatorEntry: Encodable {
  let name: String
  let summary: String
  let variables: [String]
  let outputs: [String]

  init(_ simulator: any Simulator) {
    (name, summary) = (simulator.name, simulator.summary)
    variables = simulator.domain.variables.map(\.name)
    outputs = simulator.outputs.map(\.name)
  }
}
