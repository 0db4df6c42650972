// surety lipschitz: how strongly the outputs can react to the input, inside a region.

import ArgumentParser
import CommandSupport
import Foundation
import RobustnessVerification

struct LipschitzCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lipschitz",
    abstract: "Bounds the local Lipschitz constant and the Jacobian over a region of inputs.",
    discussion: """
      Both the region and the outputs are measured in the norm of --norm (inf, 2 or 1). Beside the \
      bound stands what sampled Jacobians reach, which no bound can be below. \
      Example: surety lipschitz net.onnx --input x.npy --eps 0.03 --norm 2
      """)

  @Argument(help: "The .onnx or .onnx.gz file.")
  var model: String

  @OptionGroup var region: RegionOptions

  @Option(help: "How to bound, from fast to tight: ibp, crown-ibp, crown, alpha-crown.")
  var method = MethodName.crown

  @Option(help: "How many Jacobians the lower estimate takes.")
  var samples = 64

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var compute: ComputeOptions

  func run() throws {
    let device = try compute.start()
    guard let norm = Norm(rawValue: region.norm) else {
      throw UsageError("--norm \(region.norm) is not inf, 2 or 1")
    }
    guard samples > 0 else { throw UsageError("--samples \(samples)") }
    let (model, _) = try compute.load(self.model, for: region)
    let gradient = try model.graph.gradient()
    let budget = try compute.budget()
    for (index, part) in try region.regions(for: model).enumerated() {
      let clock = ContinuousClock()
      let start = clock.now
      let set = Region(boxes: [part.box], constraint: part.constraint)
        .perturbation(shape: gradient.inputShape, as: gradient.scalarType, on: device)
      let result = LocalLipschitz(
        ofJacobian: gradient, on: set, norm: norm, by: method.method(iterations: 20),
        budget: budget, sampleCount: samples, using: Generator(seed: compute.seed))
      try show(
        LipschitzReport(
          bound: result.bound.scalar, sampled: result.sampled.scalar, norm: norm.rawValue,
          method: method.rawValue, region: index, seconds: seconds(clock.now - start),
          dtype: gradient.scalarType == .float64 ? "float64" : "float32", model: self.model,
          seed: compute.seed, version: Version.current))
    }
  }

  private func show(_ report: LipschitzReport) throws {
    guard !json else { return try printJSON(report) }
    print(String(format: "Lipschitz constant (L%@) at most %.8g", report.norm, report.bound))
    print(String(format: "a sampled Jacobian reaches       %.8g", report.sampled))
    print("; \(report.method), \(short(report.seconds)) s, up to the rounding of \(report.dtype)")
  }
}

private struct LipschitzReport: Encodable {
  let bound: Double
  let sampled: Double
  let norm: String
  let method: String
  let region: Int
  let seconds: Double
  let dtype: String
  let model: String
  let seed: UInt64
  let version: String
}
