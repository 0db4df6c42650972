// surety design NAME: places the points of a new study.

import ArgumentParser
import CommandSupport
import Foundation
import SampleDesign
import StudyReports

struct PlaceDesign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place", abstract: "Places the points of a new study (the default).")

  @Argument(help: "A design ('surety design list' names them), or auto.")
  var name: String?

  @Option(parsing: .unconditional, help: "How many points.")
  var count: Int?

  @Option(help: "Instead of a count, for poisson-disk: the least distance in the unit cube.")
  var radius: Double?

  @Flag(help: "Write coordinates of the unit cube instead of physical units.")
  var unit = false

  @OptionGroup var space: SpaceOptions
  @OptionGroup var design: DesignArguments
  @OptionGroup var output: PointOutput
  @OptionGroup var report: ReportOutput

  func run() throws {
    guard let name else {
      // Nothing at all asks what there is to say.
      guard count == nil, radius == nil, !space.isGiven else {
        throw UsageError("which design? Give a name, or auto; 'surety design list' lists them")
      }
      throw CleanExit.helpRequest(DesignCommand.self)
    }
    let domain = try space.space()
    var generator = SeededGenerator(seed: design.seed)
    let placed = try WorkLine.during("placing points") { progress in
      try place(name, in: domain, using: &generator, progress: progress)
    }
    let table = unit ? PointTable(placed.points, names: domain.names) : domain.table(placed.points)
    try output.write(table)
    note("\(placed.points.count) points in \(domain.dimension) dimensions, seed \(design.seed)")
    try report.write(seed: design.seed, files: space.domain.map { [$0] } ?? []) { facts in
      try SpectrumStudy(placed.points, of: name, boundary: design.boundary ?? .box)
        .designStudy(name: name, [placed.points], variables: domain.names, in: domain)
        .report(facts: facts)
    }
  }

  /// The points, by count or by radius.
  private func place(
    _ name: String, in domain: Domain, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws -> ConstrainedPoints {
    switch (count, radius) {
    case (let count?, nil):
      let chosen = try design.design(name, count: count, in: domain)
      let placed = try domain.points(
        count, by: chosen, metrics: domain.axisMetrics, using: &generator, progress: progress)
      if let share = placed.feasibleShare { note(share.sentence) }
      return placed
    case (nil, let radius?):
      guard name == PoissonDisk.name, domain.constraints.isEmpty else {
        throw UsageError("--radius is for poisson-disk without constraints; give --count")
      }
      let points = try PoissonDisk(options: design.options).maximal(
        radius: radius, dimension: domain.dimension, using: &generator)
      return ConstrainedPoints(points: points, feasibleShare: nil)
    case (nil, nil): throw UsageError("how many points? Give --count N")
    case (.some, .some): throw UsageError("--count and --radius exclude each other")
    }
  }
}
