import Bounds
import Foundation
import Graphs
import ONNX
import Operators
import Propagation
import Tensors
import Testing
import _BoundsTestSupport
import _GoldenTestSupport

/// Perturbed weights are inputs: against reference bounds, and against every corner of a small box.
struct WeightPerturbationTests {
  @Test(.enabled(if: SharedFolder.exists, "the reference folder is not beside the package"))
  func weightsFollowTheInputInTheOrderOfTheirNames() throws {
    let model = try Self.model("\(SharedFolder.path)/golden/lirpa/weight_perturbation.onnx")
    #expect(model.weights.map(\.name) == ["l.0.weight", "l.1.weight", "l.2.weight"])
    #expect(model.graph.inputCount == 10 + 160 + 256 + 64)
  }

  @Test(.enabled(if: SharedFolder.exists, "the reference folder is not beside the package"))
  func aPatternThatNothingMatchesIsRefused() throws {
    var options = Model.Options()
    options.perturbedWeights = ["nothing*"]
    #expect(throws: GraphError.self) {
      try Model(
        onnx: "\(SharedFolder.path)/golden/lirpa/weight_perturbation.onnx", options: options)
    }
  }

  /// A network small enough that every corner of the box of its weights can be run.
  @Test func noCornerOfABoxOfWeightsLeavesTheBounds() throws {
    let (x, first, second) = (
      TensorExpression.input([1, 2]), TensorExpression.input([2, 2]),
      TensorExpression.input([2, 1])
    )
    let graph = try Graph(
      relu(x.matmul(first)).matmul(second), reading: [x, first, second])
    let center = Tensor(shape: [1, 8], scalars: [0.5, -1, 1, -0.5, 0.25, 0.75, 1, -1])
    let reach = Tensor(shape: [1, 8], scalars: [0, 0, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2])
    let range = CROWN().bounds(of: graph, on: Box(center: center, radius: reach))
    let optimized = AlphaCROWN().bounds(of: graph, on: Box(center: center, radius: reach))
    var outputs: [Double] = []
    for corner in 0..<64 {
      let signs = (0..<8).map { $0 < 2 ? 0.0 : (corner >> ($0 - 2)) & 1 == 1 ? 1 : -1 }
      outputs.append(graph(center + reach * Tensor(shape: [1, 8], scalars: signs)).scalar)
    }
    // The output is not convex in the weights, but in each alone: its extremes lie at corners.
    let (least, most) = (outputs.min() ?? 0, outputs.max() ?? 0)
    for bounds in [range, optimized] {
      #expect(bounds.lower.scalar <= least + 1e-12)
      #expect(bounds.upper.scalar >= most - 1e-12)
    }
    #expect(optimized.width.scalar <= 2 * (most - least), "far from the corners")
  }

  /// The product `w₂ relu(w₁)` with both weights in `[0.5, 1.5]` reaches 2.25.
  ///
  /// The plane through the middle of the
  /// second weight and the lower end `0.5` of its factor, `z + 0.5 (w₂ - 1)`, never exceeds 1.75.
  @Test func aPlaneThatDropsTheProductOfTwoErrorsIsRefuted() throws {
    let (first, second) = (TensorExpression.input([1, 1]), TensorExpression.input([1, 1]))
    let graph = try Graph(relu(first).matmul(second), reading: [first, second])
    let one = Tensor(repeating: 1, shape: [1, 1], as: .float64)
    let half = Tensor(repeating: 0.5, shape: [1], as: .float64)
    let ball = NormBall(center: one, radius: half, kind: .two)
    for method in Self.methods {
      let range = method.bounds(of: graph, on: ProductSet([ball, ball], shape: [2]))
      #expect(range.upper.scalar >= 2.25)
      #expect(range.lower.scalar <= 0.25)
    }
  }

  private static let methods: [any BoundingMethod] = [
    IBP(), CROWNIBP(), CROWN(), AlphaCROWN(), ForwardLiRPA(), ForwardBackward(),
  ]

  /// Weights on the right, on the left and as kernels, each in a ball; the input in a box or a ball.
  @Test(arguments: [false, true], [NormBall.Kind.two, .one])
  func noWeightOfABallLeavesTheBounds(isInputABall: Bool, kind: NormBall.Kind) throws {
    let shapes = [[1, 6], [6, 8], [3, 8], [2, 1, 2, 2], [18, 2]]
    let inputs = shapes.map { TensorExpression.input($0) }
    let hidden = relu(inputs[0].matmul(inputs[1]))
    let turned = inputs[2].matmul(hidden.transposed()).reshaped(to: [1, 3])
    let image = TensorExpression.concatenating(
      [hidden, hidden], along: 1
    ).reshaped(to: [1, 1, 4, 4])
    let convolved = relu(.operation("Conv", [image, inputs[3]])).reshaped(to: [1, 18])
    let output = TensorExpression.concatenating(
      [turned, convolved.matmul(inputs[4])], along: 1)
    let graph = try Graph(output, reading: inputs)
    let generator = Generator(seed: 5)
    let radius = Tensor(repeating: 0.2, shape: [1], as: .float64)
    let parts = shapes.enumerated().map { index, shape -> any Perturbation in
      let center = generator.normal([1, shape.reduce(1, *)]).converted(to: .float64)
      return index == 0 && !isInputABall
        ? Box(center: center, radius: center.filled(with: 0.1))
        : NormBall(center: center, radius: radius, kind: kind)
    }
    let set = ProductSet(parts, shape: graph.inputShape)
    let box = Box(set.box)
    for method in Self.methods {
      let range = method.bounds(of: graph, on: set)
      try Self.expectSampledOutputs(graph, set, inside: range, count: 200)
      // What is known of the balls only tightens.
      let around = method.bounds(of: graph, on: box)
      #expect((range.width .<= around.width * (1 + 1e-6)).isTrueEverywhere)
    }
  }

  private static func model(_ path: String) throws -> Model {
    var options = Model.Options(scalarType: .float64)
    options.perturbedWeights = ["l.*.weight"]
    return try Model(onnx: path, options: options)
  }

  /// How much wider bounds by substitution are over L2 balls.
  ///
  /// The other tool puts McCormick's planes around the one point in the middle of the ball:
  /// the product of what the weight and what its factor are off by is left out, and with it soundness
  /// (see ``aPlaneThatDropsTheProductOfTwoErrorsIsRefuted()``). Without that term bounds here equal its
  /// bounds to one part in a million; with it they are wider by up to so much.
  private static let limitOfBalls = 1.35

  private struct Golden: Decodable {
    struct Case: Decodable {
      let method: String
      let eps: Double
      let norm: GoldenNetwork.Norm
      let what: String
      let lb: [Double]?
      let ub: [Double]?
    }
    let inputs: [Double]
    let cases: [Case]
  }

  @Test(.enabled(if: SharedFolder.exists, "the reference folder is not beside the package"))
  func boundsAgreeWithReferencesOrAreTighter() throws {
    let path = "\(SharedFolder.path)/golden/lirpa/weight_perturbation"
    let golden = try JSONDecoder().decode(
      Golden.self, from: try Data(contentsOf: URL(fileURLWithPath: path + ".json")))
    let model = try Self.model(path + ".onnx")
    let methods: [String: any BoundingMethod] = [
      "IBP": IBP(), "CROWN-IBP": CROWNIBP(), "CROWN": CROWN(),
    ]
    for item in golden.cases {
      guard let lower = item.lb, let upper = item.ub, let method = methods[item.method]
      else { continue }
      for sample in 0..<3 {
        let set = Self.set(
          model, input: Array(golden.inputs[sample * 10..<sample * 10 + 10]),
          reach: item.what == "weights only" ? 0 : 0.01, eps: item.eps, norm: item.norm.name)
        let range = method.bounds(of: model.graph, on: set)
        let theirs = (sample * 4..<sample * 4 + 4).map { upper[$0] - lower[$0] }.reduce(0, +)
        let ratio = range.width.sum().scalar / theirs
        let title = "\(item.method) \(item.norm.name) \(item.eps) \(item.what)"
        reportRatio(ratio, of: "weights \(title)")
        let dropsProducts = item.norm.name == "2" && item.method != "IBP"
        #expect(ratio <= (dropsProducts ? Self.limitOfBalls : 1 + 1e-5), "\(title)")
        try Self.expectSampledOutputs(model.graph, set, inside: range, count: 20)
      }
    }
  }

  /// The input in a box, and each weight in a ball around its number in the file.
  private static func set(
    _ model: Model, input: [Double], reach: Double, eps: Double, norm: String
  ) -> ProductSet {
    let center = Tensor(shape: [1, input.count], scalars: input)
    let parts: [any Perturbation] = model.weights.map { weight in
      let flat = weight.value.reshaped(to: [1, -1])
      return norm == "2"
        ? NormBall(
          center: flat, radius: Tensor(repeating: eps, shape: [1], as: .float64), kind: .two)
        : Box(center: flat, radius: flat.filled(with: eps))
    }
    return ProductSet(
      [Box(center: center, radius: center.filled(with: reach))] + parts,
      shape: model.graph.inputShape)
  }

  /// Networks with weights at extreme points of their balls stay inside.
  private static func expectSampledOutputs(
    _ graph: Graph, _ set: ProductSet, inside range: Interval, count: Int
  ) throws {
    let generator = Generator(seed: 3)
    for _ in 0..<count {
      let form = generator.normal([1, 1, graph.inputCount]).converted(to: .float64)
      let output = graph(set.minimizer(of: form).reshaped(to: [1, -1]))
      let isInside = (output .>= range.lower - 1e-9) .& (output .<= range.upper + 1e-9)
      #expect(isInside.isTrueEverywhere)
    }
  }
}
