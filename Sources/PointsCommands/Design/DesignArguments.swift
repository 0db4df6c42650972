// The options of the designs themselves, which most leave to the design.

public import ArgumentParser
import CommandSupport
public import SampleDesign

extension Boundary: ExpressibleByArgument {}
extension DesignUse: ExpressibleByArgument {}

struct DesignArguments: ParsableArguments {
  @Option(help: "The seed of every random choice.")
  var seed: UInt64 = 0

  @Option(help: "Whether distances stop at the faces or wrap around: box or torus.")
  var boundary: Boundary?

  @Option(help: "Steps of an iterative design.")
  var iterations: Int?

  @Option(help: "The cut-off frequency of a spectral design, in cycles per side.")
  var cutoff: Double?

  @Option(name: .customLong("stair-height"), help: "The height of the stair of a stair design.")
  var stairHeight: Double?

  @Option(name: .customLong("for"), help: "What auto chooses for: surrogate or integration.")
  var use = DesignUse.surrogate

  /// The design of a name, or the one that suits the task; says which and why.
  func design(_ name: String, count: Int, in domain: Domain) throws -> any Design {
    try checkMemory(count: count, dimension: domain.dimension)
    guard name == "auto" else { return try named(name, options) }
    let choice = DesignChoice.automatic(
      count: count, dimension: domain.dimension, use: use,
      isConstrained: !domain.constraints.isEmpty)
    note("auto chose \(choice.name): \(choice.reason)")
    var options = options
    options.boundary = options.boundary ?? choice.options.boundary
    return try named(choice.name, options)
  }

  private func named(_ name: String, _ options: DesignOptions) throws -> any Design {
    guard let design = try DesignCatalog.design(named: name, options: options) else {
      throw unknownName(
        "design", name, among: ["auto"] + DesignCatalog.all.map { $0.name },
        list: "surety design list")
    }
    return design
  }

  var options: DesignOptions {
    var options = DesignOptions()
    options.boundary = boundary
    options.iterations = iterations
    options.cutoff = cutoff
    options.stairHeight = stairHeight
    return options
  }
}
