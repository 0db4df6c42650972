// surety bound: the range of every output over a region.

import ArgumentParser
import CommandSupport
import Foundation
import RobustnessVerification

enum MethodName: String, ExpressibleByArgument, CaseIterable {
  case auto
  case ibp
  case forward
  case forwardBackward = "forward+backward"
  case crownIBP = "crown-ibp"
  case crown
  case alphaCROWN = "alpha-crown"
}

extension MethodName {
  /// The method itself; `iterations` are the steps of α-CROWN.
  func method(iterations: Int) -> any BoundingMethod {
    var alpha = AlphaCROWN.Options()
    alpha.iterations = iterations
    switch self {
    case .auto: return AutoMethod()
    case .ibp: return IBP()
    case .forward: return ForwardLiRPA()
    case .forwardBackward: return ForwardBackward()
    case .crownIBP: return CROWNIBP()
    case .crown: return CROWN()
    case .alphaCROWN: return AlphaCROWN(options: alpha)
    }
  }
}

struct BoundCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bound",
    abstract: "Bounds every output over a region of inputs.",
    discussion: "Example: surety bound net.onnx --input x.npy --eps 0.03 --clip 0 1")

  @Argument(help: "The .onnx or .onnx.gz file.")
  var model: String

  @OptionGroup var region: RegionOptions

  @Option(
    help:
      "How to bound, from fast to tight: ibp, forward, crown-ibp, forward+backward, crown, alpha-crown; or auto, which chooses and says why."
  )
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
    let (model, _) = try compute.load(self.model, for: region)
    let regions = try region.regions(for: model)
    let clock = ContinuousClock()
    let start = clock.now
    var budget = try compute.budget()
    budget.deadline = timeout.map { start + .seconds($0) }
    var parts: [Interval] = []
    var choice: AutoMethod.Choice?
    for region in grouped(regions) {
      let set = region.perturbation(
        shape: model.graph.inputShape, as: model.graph.scalarType, on: device)
      // The first region chooses for all: they differ in place and not in kind.
      choice = choice ?? chosen(model.graph, set, budget)
      let bounding = choice?.method ?? method.method(iterations: iterations)
      parts.append(bounding.bounds(of: model.graph, on: set, budget: budget))
    }
    let range = Interval(
      Tensor.concatenating(parts.map(\.lower), along: 0),
      Tensor.concatenating(parts.map(\.upper), along: 0))
    try show(range, model.graph, choice, seconds: seconds(clock.now - start))
  }

  /// Boxes are bounded together; constraints have each a center of their own and go one by one.
  private func grouped(_ regions: [RegionOptions.Part]) -> [Region] {
    if regions.allSatisfy({ $0.constraint == nil }) { return [Region(boxes: regions.map(\.box))] }
    return regions.map { Region(boxes: [$0.box], constraint: $0.constraint) }
  }

  /// The choice of the network and the set, where the user left it open.
  private func chosen(
    _ graph: Graph, _ set: any Perturbation, _ budget: Budget
  ) -> AutoMethod.Choice? {
    guard method == .auto else { return nil }
    var options = AutoMethod.Options()
    options.iterations = iterations
    return AutoMethod(options: options).choice(for: graph, on: set, budget: budget)
  }

  private func show(
    _ range: Interval, _ graph: Graph, _ choice: AutoMethod.Choice?, seconds: Double
  ) throws {
    let name = choice?.name ?? method.rawValue
    let type = graph.scalarType == .float64 ? Precision.float64 : .float32
    let (lower, upper) = (
      range.lower.scalars(as: Double.self), range.upper.scalars(as: Double.self)
    )
    guard !json else {
      return try printJSON(
        BoundReport(
          method: name, reason: choice?.reason, lower: lower, upper: upper, shape: range.shape,
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
      "\n\(name), \(short(seconds)) s: for every input of the region the outputs stay in these"
        + " ranges, up to the rounding of \(type.rawValue)"
    )
    if let choice { print("\(name) was chosen: \(choice.reason)") }
  }
}

private struct BoundReport: Encodable {
  let method: String
  /// Why the method was chosen, where it was not asked for.
  let reason: String?
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
