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

/// The gradient of a graph is a graph: its values are derivatives, and its bounds hold them.
struct JacobianTests {
  private static let formulas: [@Sendable (TensorExpression) -> TensorExpression] = [
    { x in relu(x.dense(Self.weight)).dense(Self.other) },
    { x in sigmoid(x.dense(Self.weight)) * tanh(x.dense(Self.weight)) },
    { x in x.softmax() * x },
    { x in (x * x).sum(keepingAxes: true) / (exp(x) + 1) },
    { x in x.reshaped(to: [3, 1]).matmul(sin(x).reshaped(to: [1, 3])) },
    { x in pow(x + 3, 3) + softplus(x) * cos(x) },
    { x in gelu(x) - x.slice(0..<1) },
    { x in .operation("Elu", [x], ["alpha": .float(1.5)]) },
    { x in .operation("Elu", [x], ["alpha": .float(-0.5)]) },
    { x in .operation("Selu", [x.dense(Self.weight)]).dense(Self.other) },
    { x in .operation("Celu", [x], ["alpha": .float(0.7)]) },
    { x in .operation("HardSwish", [x * 3]) },
    { x in .operation("Softsign", [x]) * x },
    { x in .operation("Tan", [x * 0.3]) },
    { x in .operation("LogSoftmax", [x.dense(Self.weight)]).dense(Self.other) },
    { x in .operation("RMSNormalization", [x, .constant(Tensor([1.0, 2, 3]))]) },
    { x in
      .operation("ReduceMax", [x.dense(Self.weight).reshaped(to: [2, 2])], ["keepdims": .int(1)])
    },
    { x in
      .operation(
        "MaxPool", [x.dense(Self.weight).reshaped(to: [1, 1, 4])],
        ["kernel_shape": .ints([3]), "pads": .ints([1, 1])])
    },
    { x in log(x * x + 1) + sqrt(x + 5) + 1 / (x + 7) },
    { x in .operation("Asin", [x * 0.2]) + .operation("Acos", [x * 0.15]) },
    { x in .operation("Acosh", [x + 6]) + .operation("Atanh", [x * 0.2]) },
    { x in .operation("PRelu", [x, .constant(Tensor([0.1, -0.5, 2.0]))]) },
  ]
  private static let weight = randomTensor([4, 3], seed: 1)
  private static let other = randomTensor([2, 4], seed: 2)

  /// Against automatic differentiation, at points without kinks.
  @Test(arguments: formulas.indices)
  func valuesAreThoseOfAutomaticDifferentiation(index: Int) throws {
    let graph = try Graph(Self.formulas[index](.input([3])))
    let gradient = try graph.gradient()
    #expect(gradient.outputShape == [graph.outputCount, 3])
    let point = randomTensor([5, 3], seed: 9)
    let values = gradient(point)
    for output in 0..<graph.outputCount {
      let row = withGradients {
        let x = point.requiringGradient
        let y = graph(x).reshaped(to: [5, -1]).slice(output..<output + 1, along: 1)
        return Tensor.gradient(of: y.sum(), wrt: [x])[0]
      }
      let ours = values.slice(output..<output + 1, along: 1).reshaped(to: [5, 3])
      #expect(close(ours, row, within: 1e-9), "row \(output)")
    }
  }

  /// Dense sampling of derivatives never leaves the bounds, by any method.
  @Test(arguments: formulas.indices)
  func boundsHoldSampledDerivatives(index: Int) throws {
    let gradient = try Graph(Self.formulas[index](.input([3]))).gradient()
    expectSoundBounds(gradient, around: randomTensor([2, 3], seed: 4), radius: 0.3)
  }

  @Test func aLinearNetworkHasItsWeightsForJacobian() throws {
    let gradient = try Graph(TensorExpression.input([3]).dense(Self.weight)).gradient()
    let range = CROWN().bounds(
      of: gradient,
      on: Box(
        center: randomTensor([1, 3], seed: 3),
        radius: Tensor(repeating: 1, shape: [1, 3], as: .float64)))
    #expect(close(range.lower.reshaped(to: [4, 3]), Self.weight))
    #expect(close(range.upper.reshaped(to: [4, 3]), Self.weight))
  }

  @Test func aDirectionalDerivativeIsTheProductWithTheJacobian() throws {
    let graph = try Graph(Self.formulas[1](.input([3])))
    let direction = Tensor([0.5, -2, 1.0])
    let point = randomTensor([4, 3], seed: 11)
    let product = try graph.gradient()(point).matmul(direction.reshaped(to: [3, 1]))
    let derivative = try graph.derivative(along: direction)(point)
    #expect(close(derivative.reshaped(to: [4, 4]), product.reshaped(to: [4, 4])))
  }

  @Test(
    .enabled(if: SharedFolder.exists, "the reference folder is not beside the package"),
    arguments: ["jacobian_relu", "jacobian_relu_b1", "jacobian_sigmoid", "jacobian_tanh"])
  func jacobiansAgreeWithReferencesOrAreTighter(name: String) throws {
    struct Golden: Decodable {
      struct Case: Decodable {
        let method: String
        let eps: Double
        let norm: GoldenNetwork.Norm
        let lb: [Double]?
        let ub: [Double]?
      }
      let inputs: [Double]
      let input_shape: [Int]
      let cases: [Case]
    }
    let data = try Data(
      contentsOf: URL(fileURLWithPath: "\(SharedFolder.path)/golden/lirpa/\(name).json"))
    let golden = try JSONDecoder().decode(Golden.self, from: data)
    let graph = try Graph(onnx: SharedFolder.goldenModel(name), scalarType: .float64).gradient()
    let center = Tensor(shape: golden.input_shape, scalars: golden.inputs)
      .reshaped(to: [golden.input_shape[0]] + graph.inputShape)
    for item in golden.cases {
      guard let lower = item.lb, let upper = item.ub, item.norm.name == "inf",
        let method = Self.methods[item.method]
      else { continue }
      let range = method.bounds(
        of: graph, on: Box(center: center, radius: center.filled(with: item.eps)))
      let theirs = zip(lower, upper).map { $1 - $0 }.reduce(0, +)
      let ours = range.width.sum().scalar
      let title = "\(name) \(item.method) \(item.eps)"
      reportRatio(ours / theirs, of: title)
      #expect(ours <= theirs * (1 + 1e-6) + 1e-6, "\(title)")
    }
  }

  private static let methods: [String: any BoundingMethod] = [
    "IBP": IBP(), "CROWN-IBP": CROWNIBP(), "CROWN": CROWN(), "CROWN-Optimized": AlphaCROWN(),
    "alpha-CROWN": AlphaCROWN(), "forward": ForwardLiRPA(), "forward+backward": ForwardBackward(),
  ]
}
