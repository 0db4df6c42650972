import Bounds
import Foundation
import Graphs
import ONNX
import Propagation
import Tensors
import Testing
import _GoldenTestSupport

/// Bounds agree with those that another tool gives by method, norm and radius, or are tighter.
///
/// Smooth activations are compared by their total width: the other tool takes tangent points from a
/// table with steps of a hundredth, so that single ends differ either way.
@Suite(.enabled(if: SharedFolder.exists, "the reference folder is not beside the package"))
struct GoldenTests {
  @Test(arguments: ["acas_5-6x50-5", "mnist_fc_784-3x256-10", "cifar_cnn_4layer"])
  func networksOfReluAgreeOrAreTighter(name: String) throws {
    try compare(name) { _ in true }
  }

  /// Optimized bounds of these take minutes: set SURETY_SLOW to have them compared too.
  @Test(arguments: [
    "cifar_resnet2b", "cifar_resnet4b", "cifar_cnn_7layer_w8", "cifar_cnn_7layer_bn_w4",
  ])
  func deepNetworksAgreeOrAreTighter(name: String) throws {
    let isSlowWanted = ProcessInfo.processInfo.environment["SURETY_SLOW"] != nil
    try compare(name) { isSlowWanted || $0 != "alpha-CROWN" }
  }

  @Test(arguments: ["mlp_tanh", "mlp_sigmoid", "bilstm", "tiny_transformer", "bert_examples"])
  func smoothNetworksAreTighterOnTheWhole(name: String) throws {
    try compare(name, isSmooth: true) { _ in true }
  }

  /// One network for each operator.
  ///
  /// Operators of a later version are refused by name; where the other tool is refuted by its own
  /// samples only those samples count.
  @Test func networksOfOneOperatorAgreeOrAreTighter() throws {
    var compared = 0
    for name in try SharedFolder.goldenOperators() {
      do {
        try compare("ops/\(name)", isSmooth: Self.smoothOperators.contains(name)) { _ in true }
        compared += 1
      } catch is GraphError {
        #expect(!Self.boundedOperators.contains(name), "\(name) is refused")
      }
    }
    #expect(compared >= Self.boundedOperators.count)
  }

  /// Operators whose lines have tangents, or are chosen by least area where the other tool is not.
  private static let smoothOperators: Set<String> = [
    "abs", "atan", "clamp", "cos", "exp", "floor", "gelu_tanh", "hardtanh", "log", "log1p",
    "logsigmoid", "matmul", "mish", "mul", "pow0.5", "pow1.5", "pow2", "pow3", "pow4",
    "reciprocal", "relu6", "sigmoid", "sign", "silu", "sin", "softplus", "softsign", "sqrt",
    "square", "tan", "tanh", "tanhshrink",
  ]

  /// Networks in which interval bounds inside are tighter here (they are intersected with CROWN's), or
  /// where another of two operands is taken to be the larger: CROWN is not monotone, and single ends
  /// move either way.
  ///
  /// The total width is at most as much as is given.
  private static let otherPlanes = [
    "ops/batchnorm2d CROWN": 1, "ops/conv_asym CROWN": 1, "ops/conv_grouped CROWN": 1,
    "ops/convtranspose CROWN": 1, "ops/maximum CROWN": 0.96, "ops/maximum CROWN-IBP": 0.96,
    "ops/minimum CROWN": 0.67, "ops/minimum CROWN-IBP": 0.67,
    "ops/batchnorm2d forward": 1, "ops/conv_asym forward": 1,
  ]

  /// Networks that the other tool reads as another function, and cases where it takes a neuron for
  /// zero that is not: its bounds say nothing there.
  ///
  /// In an L2 ball it takes the input for a point wherever another operator than a linear one reads
  /// it, as the residual sum of the transformer does: without the radius there our bounds would be
  /// 0.9996 times as wide, with it they are 1.066 times.
  private static let misread: Set<String> = [
    "ops/pad_reflect", "ops/leaky_relu forward", "tiny_transformer CROWN-IBP/l2",
  ]

  private static let boundedOperators: Set<String> = [
    "abs", "atan", "avgpool2", "avgpool3s2p1", "batchnorm2d", "clamp", "concat", "conv1d",
    "conv_asym", "conv_dilated", "conv_grouped", "conv_stride2", "conv_valid", "convtranspose",
    "cos", "cumsum", "exp", "expand", "flip", "floor", "gap", "hardtanh", "index", "layernorm",
    "leaky_relu", "log", "log1p", "logsigmoid", "matmul", "max_const", "maximum", "maxpool2",
    "maxpool2_norelu", "maxpool3s2", "minimum", "mul", "neg", "pad", "pad_reflect", "permute",
    "pow0.5", "pow1.5", "pow2", "pow3", "pow4", "reciprocal", "reduce_max", "reduce_mean",
    "reduce_min", "reduce_sum", "relu", "relu6", "repeat", "residual", "sigmoid", "sign", "sin",
    "softmax", "softplus", "split", "sqrt", "stack", "tan", "tanh", "tanhshrink", "transpose",
    "triu_mask", "unsqueeze_squeeze", "upsample_nearest", "where_const",
  ]

  private func compare(
    _ name: String, isSmooth: Bool = false, wants: (String) -> Bool
  ) throws {
    let golden = try SharedFolder.golden(name)
    let graph = try Graph(onnx: SharedFolder.goldenModel(name), scalarType: .float64)
    let center = Tensor(shape: golden.inputShape, scalars: golden.inputs)
      .reshaped(to: [golden.inputShape[0]] + graph.inputShape)
    for item in golden.cases where item.options == nil {
      guard let ends = item.ends, let method = Self.method(item.method), wants(item.method)
      else { continue }
      let title = "\(name) \(item.id ?? item.method)"
      let range = try bounds(graph, golden, item, center, by: method)
      expectSamples(golden, item, inside: range, title)
      guard item.soundVsSamples ?? true, !Self.misread.contains(name), !Self.misread.contains(title)
      else { continue }
      expectNoLooser(
        range, Tensor(shape: range.shape, scalars: ends.lb),
        Tensor(shape: range.shape, scalars: ends.ub), optimized: method is AlphaCROWN,
        isSmooth: isSmooth, isSingle: item.f64 == nil, title)
    }
  }

  private func expectNoLooser(
    _ range: Interval, _ lower: Tensor, _ upper: Tensor, optimized: Bool, isSmooth: Bool,
    isSingle: Bool, _ title: String
  ) {
    let ratio = (range.upper - range.lower).sum().scalar / (upper - lower).sum().scalar
    reportRatio(ratio, of: title)
    guard !optimized else {
      return #expect(ratio <= 1 + 1e-6, "\(title): \(ratio) times as wide")
    }
    if let limit = Self.otherPlanes[title] {
      return #expect(ratio <= limit, "\(title): \(ratio) times as wide")
    }
    guard !isSmooth else {
      return #expect(ratio <= 1 + 1e-6, "\(title): \(ratio) times as wide")
    }
    let slack = (upper - lower).magnitude * 1e-4 + upper.magnitude * (isSingle ? 1e-5 : 0) + 1e-6
    #expect((range.lower .>= lower - slack).isTrueEverywhere, "\(title): \(ratio) in all")
    #expect((range.upper .<= upper + slack).isTrueEverywhere, "\(title): \(ratio) in all")
  }

  /// The outputs of the other tool's samples lie inside, which it computed in single precision.
  private func expectSamples(
    _ golden: GoldenNetwork, _ item: GoldenNetwork.Case, inside range: Interval, _ title: String
  ) {
    guard let low = golden.sampleMin, let high = golden.sampleMax, item.norm.name == "inf",
      low.count == range.lower.count
    else { return }
    let slack = range.upper.magnitude * 1e-5 + 1e-5
    let isInside =
      (range.lower .<= Tensor(shape: range.shape, scalars: low) + slack)
      .& (range.upper .>= Tensor(shape: range.shape, scalars: high) - slack)
    #expect(isInside.isTrueEverywhere, "\(title): a sample lies outside")
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
    case "0":
      // The other tool takes it for granted that inputs lie in 0 … 1.
      let unit = Interval(center.filled(with: 0), center.filled(with: 1))
      let few = L0Ball(center: center, changes: Int(item.eps), limits: unit)
      return method.bounds(of: graph, specification: specification, on: few, budget: budget)
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
    case "forward": ForwardLiRPA()
    case "forward+backward": ForwardBackward()
    case "alpha-CROWN": AlphaCROWN()
    default: nil
    }
  }
}
