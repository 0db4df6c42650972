// surety design NAME: places the points of a new study.

import ArgumentParser
import CommandSupport
import SampleDesign

extension DesignUse: ExpressibleByArgument {}

struct PlaceDesign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place", abstract: "Places the points of a new study (the default).",
    shouldDisplay: false)

  @Argument(help: "A design ('surety design list' names them), or auto.")
  var name: String

  @Option(help: "How many points.")
  var count: Int?

  @Option(help: "Instead of a count: the least distance in the unit cube (poisson-disk).")
  var radius: Double?

  @OptionGroup var space: SpaceOptions

  @Option(name: .customLong("for"), help: "What auto chooses for: surrogate or integration.")
  var use = DesignUse.surrogate

  @Flag(help: "Write coordinates of the unit cube, not physical units.")
  var unit = false

  @OptionGroup var design: DesignArguments
  @OptionGroup var output: PointOutput

  func run() throws {
    let domain = try space.space()
    let (design, count) = try chosen(in: domain)
    var generator = SeededGenerator(seed: self.design.seed)
    let bar = WorkLine("placing points")
    let placed = try place(count, in: domain, by: design, using: &generator) { bar.show($0) }
    bar.clear()
    if let share = placed.feasibleShare { note("feasible: \(share)") }
    let names = domain.names
    try output.write(unit ? PointTable(placed.points, names: names) : domain.table(placed.points))
    note("\(placed.points.count) points, seed \(self.design.seed)")
  }
}
