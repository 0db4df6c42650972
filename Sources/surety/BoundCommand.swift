// surety bound: the range of every output over a region.

import ArgumentParser
import CommandSupport
import Foundation
import RobustnessVerification

enum MethodName: String, ExpressibleByArgument, CaseIterable {
  case ibp
  case crownIBP = "crown-ibp"
  case crown
  case alphaCROWN = "alpha-crown"
}

struct BoundCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bound",
    abstract: "Bounds every output over a region of inputs.",
    discussion: "Example: surety bound net.onnx --input x.npy --eps 0.03 --clip 0 1")

  @Argument(help: "The .onnx or .onnx.gz file.")
  var model: String

  @OptionGroup var region: RegionOptions

  @Option(help: "How to bound, from fast to tight: ibp, crown-ibp, crown, alpha-crown.")
  var method = MethodName.crown

  @Option(help: "Steps of alpha-crown.")
  var iterations = 20

  @Option(help: "Stop tightening after so many seconds.")
  var timeout: Double?

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var compute: ComputeOptions

  func run() throws {
    let device = try compute.start()
    let (model, _) = try compute.load(self.model)
    let regions = try region.regions(for: model.graph)
    let clock = ContinuousClock()
    let start = clock.now
    var budget = try compute.budget()
    budget.deadline = timeout.map { start + .seconds($0) }
    var parts: [Interval] = []
    for region in grouped(regions) {
      parts.append(range(model.graph, region, budget, device))
    }
    let range = Interval(
      Tensor.concatenating(parts.map(\.lower), along: 0),
      Tensor.concatenating(parts.map(\.upper), along: 0))
    try show(range, model.graph, seconds: seconds(clock.now - start))
  }

  /// Boxes are bounded together; constraints have each a center of their own and go one by one.
  private func grouped(_ regions: [RegionOptions.Part]) -> [Region] {
    if regions.allSatisfy({ $0.constraint == nil }) { return [Region(boxes: regions.map(\.box))] }
    return regions.map { Region(boxes: [$0.box], constraint: $0.constraint) }
  }

  private func range(
    _ graph: Graph, _ region: Region, _ budget: Budget, _ device: Device
  ) -> Interval {
    let set = region.perturbation(shape: graph.inputShape, as: graph.scalarType, on: device)
    var alpha = AlphaCROWN.Options()
    alpha.iterations = iterations
    switch method {
    case .ibp: return IBP().bounds(of: graph, on: set, budget: budget)
    case .crownIBP: return CROWNIBP().bounds(of: graph, on: set, budget: budget)
    case .crown: return CROWN().bounds(of: graph, on: set, budget: budget)
    case .alphaCROWN: return AlphaCROWN(options: alpha).bounds(of: graph, on: set, budget: budget)
    }
  }

  private func show(_ range: Interval, _ graph: Graph, seconds: Double) throws {
    let type = graph.scalarType == .float64 ? Precision.float64 : .float32
    let (lower, upper) = (
      range.lower.scalars(as: Double.self), range.upper.scalars(as: Double.self)
    )
    guard !json else {
      return try printJSON(
        BoundReport(
          method: method.rawValue, lower: lower, upper: upper, shape: range.shape,
          seconds: seconds, norm: region.norm, eps: region.eps, k: region.k,
          words: region.words, changes: region.changes, constraints: region.constraints,
          dtype: type.rawValue,
          model: model, seed: compute.seed, version: Version.current))
    }
    print("output  lower            upper            width")
    for index in lower.indices {
      let cells = [lower[index], upper[index], upper[index] - lower[index]]
        .map { String(format: "%-15.8g", $0) }
      print(String(format: "%-7d", index), cells.joined(separator: "  "))
    }
    print(
      "\n\(method.rawValue), \(short(seconds)) s: for every input of the region the outputs stay in these"
        + " ranges, up to the rounding of \(type.rawValue)"
    )
  }
}

private struct BoundReport: Encodable {
  let method: String
  let lower: [Double]
  let upper: [Double]
  let shape: [Int]
  let seconds: Double
  let norm: String
  let eps: String?
  let k: Int?
  let words: String?
  let changes: Int?
  let constraints: [String]
  let dtype: String
  let model: String
  let seed: UInt64
  let version: String
}
