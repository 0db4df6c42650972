// What is asked about a network: a VNN-LIB file, or a region with a claim.

import Archives
import ArgumentParser
import CommandSupport
import Foundation
import RobustnessVerification

struct PropertyArguments: ParsableArguments {
  @Argument(
    help: "The property: a .vnnlib or .vnnlib.gz file. Without it, give a region and a claim.")
  var property: String?

  @OptionGroup var region: RegionOptions
  @OptionGroup var claim: ClaimOptions

  /// The largest property text that is read.
  private static let textLimit = 4 << 30

  /// The properties, one for each input of the region's file, and the constraint of each.
  func read(
    for model: Model
  ) throws -> [(property: Property, constraint: (any InputConstraint)?)] {
    if let property {
      guard !region.isGiven else { throw UsageError("give a property file or a region, not both") }
      return [(try Self.read(property, for: model.graph), nil)]
    }
    return try region.regions(for: model).map { box, constraint in
      (try claim.property(on: box, outputs: model.graph.outputCount), constraint)
    }
  }

  /// Reads a property and checks that it fits the network.
  static func read(_ path: String, for graph: Graph) throws -> Property {
    let text = try FileReading.read(path: path, limit: textLimit)
    let property = try Property(vnnlib: [UInt8](text), file: path)
    guard property.inputCount == graph.inputCount else {
      throw UsageError(
        "\(path): \(property.inputCount) inputs, but the network has \(graph.inputCount)")
    }
    guard property.outputCount <= graph.outputCount else {
      throw UsageError(
        "\(path): \(property.outputCount) outputs, but the network has \(graph.outputCount)")
    }
    return property
  }
}
