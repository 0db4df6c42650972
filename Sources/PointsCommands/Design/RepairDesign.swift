// surety design repair: new points in place of runs that failed.

import ArgumentParser
import CommandSupport
import SampleDesign

struct RepairDesign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Replaces the points of failed runs; all others stay exactly where they are.",
    discussion: """
      A run failed if its column 'failed' is not empty, as 'surety run' writes it, or if --failed \
      names its row. Without --dim or --domain the columns are coordinates of the unit cube.
      """)

  @Argument(help: "The results of a study, or its points: .csv, .json or .npy.")
  var points: String

  @Option(help: ArgumentHelp("The rows that failed, from 1.", valueName: "ROW,ROW"))
  var failed: String?

  @Option(name: .customLong("design"), help: "The design that places the new points, or auto.")
  var name = "auto"

  @Flag(name: .customLong("only-new"), help: "Write the new points alone.")
  var onlyNew = false

  @OptionGroup var options: StudyOptions
  @OptionGroup var design: DesignArguments
  @OptionGroup var output: PointOutput

  func run() throws {
    let study = try Study(contentsOf: points, in: options)
    let rows = try failed.map { try wholeNumbers($0, option: "--failed") } ?? []
    let failures = try study.failures(named: rows)
    let kept = (0..<study.points.count).filter { !failures.contains($0) }
    var coordinates = (0..<study.points.count).map { Array(study.points[$0]) }
    if !failures.isEmpty {
      let chosen = try design.design(name, count: study.points.count, in: study.space)
      var generator = SeededGenerator(seed: design.seed)
      let placed = try study.space.points(
        failures.count, besides: study.points.selecting(kept), by: chosen,
        metrics: study.space.axisMetrics, using: &generator)
      for (index, row) in failures.enumerated() { coordinates[row] = Array(placed.points[index]) }
    }
    let written = onlyNew ? failures.map { coordinates[$0] } : coordinates
    try output.write(study.space.table(PointSet(rows: written, dimension: study.space.dimension)))
    note("\(failures.count) of \(study.points.count) points replaced, seed \(design.seed)")
  }
}
