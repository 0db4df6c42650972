// surety plan: how many points a target needs, by design, and whether designing is worth it.

import ArgumentParser
import CommandSupport
import SampleDesign
import StudyReports

/// Plans the size of a study.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Says how many points a target needs, by design, and whether designing is worth it.",
    discussion: """
      Give one of: --bandwidth with --dim or --domain (what class of functions it is), --pilot (runs at random \
      points), --learning-curve (errors of models trained on nested subsets). The target is a root \
      mean square gap, or an error, in units of the output. With --bandwidth there are two cases: \
      worst is that of most simulators, whose output does not wrap around; best is for smooth \
      periodic outputs alone. sobol-owen, lattice and grid have no row: their spectra are not known \
      at every N.
      """)

  @OptionGroup var input: PlanInput

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The gap, or error, that is wanted.", valueName: "GAP"))
  var target: Double

  @Option(help: ArgumentHelp("The number of points that can be afforded.", valueName: "N"))
  var budget: Int?

  @Option(
    help: ArgumentHelp("The designs to compare, separated by commas.", valueName: "NAME,NAME"))
  var designs: String?

  @Option(help: "Resamplings for the intervals of estimates.")
  var resamplings = 100

  @Option(help: "The seed of the resamplings.")
  var seed: UInt64 = 1

  @OptionGroup var report: ReportOutput

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let plan = try input.plan(try request())
    try report.write(seed: input.files.isEmpty ? nil : seed, files: input.files) {
      plan.report(facts: $0)
    }
    if json { try printJSON(plan) } else { print(planText(plan)) }
  }

  private func request() throws -> PlanRequest {
    guard (0...10_000).contains(resamplings) else {
      throw UsageError("--resamplings \(resamplings): from 0 to 10000")
    }
    var request = PlanRequest(
      target: target, budget: budget, designs: designs.map(commaSeparated))
    (request.resamplings, request.seed) = (resamplings, seed)
    return request
  }
}
