import Bounds
import Graphs
import ONNX
import Propagation
import Tensors
import Testing
import _GoldenTestSupport

/// Bounds agree with those that another tool gives by method, norm and radius, or are tighter.
@Suite(.enabled(if: SharedFolder.exists, "the reference folder is not beside the package"))
struct GoldenTests {
  static let networks = [
    "acas_5-6x50-5", "mnist_fc_784-3x256-10", "cifar_cnn_4layer", "cifar_resnet2b",
    "cifar_resnet4b", "cifar_cnn_7layer_w8", "cifar_cnn_7layer_bn_w4", "mlp_tanh", "mlp_sigmoid",
  ]

  @Test(arguments: networks)
  func networksAgreeOrAreTighter(name: String) throws {
    try compare(name)
  }

  private func compare(_ name: String) throws {
    let golden = try SharedFolder.golden(name)
    let graph = try Graph(onnx: SharedFolder.goldenModel(name), scalarType: .float64)
    let center = Tensor(shape: golden.inputShape, scalars: golden.inputs)
      .reshaped(to: [golden.inputShape[0]] + graph.inputShape)
    for item in golden.cases where item.options == nil && item.norm.name != "0" {
      guard let ends = item.ends, let method = Self.method(item.method) else { continue }
      let range = try bounds(graph, golden, item, center, by: method)
      let lower = Tensor(shape: range.shape, scalars: ends.lb)
      let upper = Tensor(shape: range.shape, scalars: ends.ub)
      let width = (range.upper - range.lower).sum().scalar
      let reference = (upper - lower).sum().scalar
      print(name, item.id ?? item.method, width / reference)
      if method is AlphaCROWN {
        #expect(width <= 1.02 * reference, "\(name) \(item.id ?? "") \(width / reference)")
      } else {
        let slack = (upper - lower).magnitude * 1e-4 + 1e-6
        #expect((range.lower .>= lower - slack).isTrueEverywhere, "\(name) \(item.id ?? "")")
        #expect((range.upper .<= upper + slack).isTrueEverywhere, "\(name) \(item.id ?? "")")
      }
    }
  }

  private func bounds(
    _ graph: Graph, _ golden: GoldenNetwork, _ item: GoldenNetwork.Case, _ center: Tensor,
    by method: any BoundingMethod
  ) throws -> Interval {
    let specification = margins(golden, item, outputs: graph.outputCount)
    let budget = Budget(chunkBytes: 1 << 23)
    switch item.norm.name {
    case "inf":
      var (lower, upper) = (center - item.eps, center + item.eps)
      if let clip = item.clip {
        (lower, upper) = (
          lower.clamped(to: clip[0]...clip[1]), upper.clamped(to: clip[0]...clip[1])
        )
      }
      return method.bounds(
        of: graph, specification: specification, on: Box(lower: lower, upper: upper),
        budget: budget)
    case "0": throw SkippedNorm()
    default:
      let radius = Tensor(
        repeating: item.eps, shape: [center.shape[0]], as: .float64)
      let ball = NormBall(center: center, radius: radius, kind: item.norm.name == "2" ? .two : .one)
      return method.bounds(of: graph, specification: specification, on: ball, budget: budget)
    }
  }

  private func margins(
    _ golden: GoldenNetwork, _ item: GoldenNetwork.Case, outputs: Int
  ) -> Specification {
    guard item.specification == "margin", let labels = golden.labels else { return .outputs }
    var rows: [Double] = []
    for label in labels {
      for other in 0..<outputs where other != label {
        var row = [Double](repeating: 0, count: outputs)
        (row[label], row[other]) = (1, -1)
        rows += row
      }
    }
    return .rows(
      Tensor(shape: [labels.count, outputs - 1, outputs], scalars: rows), lowerOnly: false)
  }

  static func method(_ name: String) -> (any BoundingMethod)? {
    switch name {
    case "IBP": IBP()
    case "CROWN": CROWN()
    case "CROWN-IBP": CROWNIBP()
    case "alpha-CROWN": AlphaCROWN()
    default: nil
    }
  }
}

private struct SkippedNorm: Error {}
