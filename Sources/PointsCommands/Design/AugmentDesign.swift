// surety design augment: lets a study grow while its runs stay where they are.

import ArgumentParser
import CommandSupport
import SampleDesign

struct AugmentDesign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "augment",
    abstract: "Adds points to a study; those that are there stay where they are.",
    discussion: """
      Without --dim or --domain the columns are coordinates of the unit cube. Only the new points \
      are written; --all writes the old ones before them.
      """)

  @Argument(help: "The points so far: .csv, .json or .npy.")
  var points: String

  @Option(parsing: .unconditional, help: "How many points to add.")
  var count: Int

  @Option(name: .customLong("design"), help: "The design that places them, or auto.")
  var name = "auto"

  @Flag(help: "Write the old points too, before the new ones.")
  var all = false

  @OptionGroup var options: StudyOptions
  @OptionGroup var design: DesignArguments
  @OptionGroup var output: PointOutput

  func run() throws {
    let study = try Study(contentsOf: points, in: options)
    guard count > 0 else { throw UsageError("--count \(count) adds nothing") }
    let chosen = try design.design(name, count: study.points.count + count, in: study.space)
    var generator = SeededGenerator(seed: design.seed)
    let placed = try WorkLine.during("placing points") { progress in
      try study.space.points(
        count, besides: study.points, by: chosen, metrics: study.space.axisMetrics,
        using: &generator, progress: progress)
    }
    if let share = placed.feasibleShare { note(share.sentence) }
    let written = all ? study.points.appending(placed.points) : placed.points
    try output.write(study.space.table(written))
    note("\(count) points added to \(study.points.count), seed \(design.seed)")
  }
}
