// The options of the designs themselves, which most leave to the design.

import ArgumentParser
import CommandSupport
import SampleDesign

extension Boundary: ExpressibleByArgument {}

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

  var options: DesignOptions {
    var options = DesignOptions()
    options.boundary = boundary
    options.iterations = iterations
    options.cutoff = cutoff
    options.stairHeight = stairHeight
    return options
  }
}
