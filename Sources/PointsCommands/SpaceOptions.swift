// The options that say which space points lie in: a cube, or a domain from a file.

import ArgumentParser
import CommandSupport
import SampleDesign

struct SpaceOptions: ParsableArguments {
  @Option(
    name: .customLong("dim"), parsing: .unconditional, help: "The unit cube of so many dimensions.")
  var dimension: Int?

  @Option(help: ArgumentHelp("A domain: variables, laws, constraints.", valueName: "FILE.yaml"))
  var domain: String?

  /// Whether either option was given.
  var isGiven: Bool { dimension != nil || domain != nil }

  /// The space that the options name.
  func space() throws -> Domain {
    switch (dimension, domain) {
    case (nil, let path?): return try Domain(contentsOf: path)
    case (let dimension?, nil): return try Domain(unitCube: dimension)
    case (nil, nil):
      throw UsageError("which space? Give --dim D for the unit cube or --domain FILE")
    case (.some, .some):
      throw UsageError("--dim and --domain both name a space; give one")
    }
  }
}
