// surety design split: batches of a study, each of them spread well.

import ArgumentParser
import CommandSupport
import SampleDesign

struct SplitDesign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Parts a study into batches that are each spread well.",
    discussion: "Writes the table with a column 'batch' that counts from 1, batch after batch.")

  @Argument(help: "The points: .csv, .json or .npy.")
  var points: String

  @Option(parsing: .unconditional, help: "How many batches.")
  var batches: Int

  @OptionGroup var options: StudyOptions
  @OptionGroup var design: DesignArguments
  @OptionGroup var output: PointOutput

  func run() throws {
    let study = try Study(contentsOf: points, in: options)
    var generator = SeededGenerator(seed: design.seed)
    let parts = try SampleDesigns.batches(
      of: study.points, count: batches, boundary: design.boundary ?? .box, using: &generator)
    let numbers = parts.enumerated().flatMap { part, rows in rows.map { _ in Double(part + 1) } }
    try output.write(
      study.table.selectingRows(parts.flatMap(\.self)).setting(.init(Study.batchColumn, numbers)))
    note("\(parts.count) batches of \(parts.map(\.count).min() ?? 0) or more points")
  }
}
