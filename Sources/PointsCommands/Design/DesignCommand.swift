// surety design: where to place the points of a study, and how to let one grow.

import ArgumentParser
import CommandSupport
import Foundation
import SampleDesign

struct DesignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "design",
    abstract: "Places the points of a study: which simulations to run.",
    discussion: """
      Examples:
        surety design auto --count 200 --domain icf.yaml -o points.csv
        surety design poisson-disk --count 64 --dim 2 -o points.csv
        surety design augment points.csv --count 50 --domain icf.yaml -o more.csv
      """,
    subcommands: [
      PlaceDesign.self, AugmentDesign.self, NestDesign.self, SplitDesign.self, RepairDesign.self,
      ListDesigns.self,
    ],
    defaultSubcommand: PlaceDesign.self)
}

struct ListDesigns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the designs by name.")

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    if json {
      let designs = DesignCatalog.all.map { ($0.name, $0.summary) }
      return try printJSON(Dictionary(designs) { first, _ in first })
    }
    for design in DesignCatalog.all {
      print(design.name.padding(toLength: 22, withPad: " ", startingAt: 0), design.summary)
    }
    let suffixed = "NAME\(DesignCatalog.latinizedSuffix)"
    print(
      suffixed.padding(toLength: 22, withPad: " ", startingAt: 0),
      "any of them with coordinates mapped to ranks: each margin as even as a Latin hypercube's")
  }
}
