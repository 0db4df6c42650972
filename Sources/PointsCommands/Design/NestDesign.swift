// surety design nest: an order of a study in which the first runs, however many, are a good design.

import ArgumentParser
import SampleDesign

struct NestDesign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nest",
    abstract: "Orders a study so that every prefix of it is spread well.",
    discussion: "Stop after any number of runs, and those done are a design of their own.")

  @Argument(help: "The points: .csv, .json or .npy.")
  var points: String

  @OptionGroup var options: StudyOptions
  @OptionGroup var output: PointOutput

  func run() throws {
    let study = try Study(contentsOf: points, in: options)
    try output.write(study.table.selectingRows(nestedOrder(study.points)))
  }
}
