import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

struct DerivativeActivationTests {
  static let cases: [ActivationCase] = [
    .init("Relu"), .init("LeakyRelu", ["alpha": .float(1.7)]), .init("Abs"),
    .init("HardSigmoid"), .init("HardSwish"), .init("Sigmoid"), .init("Tanh"), .init("Exp"),
    .init("Sin"),
    .init("Cos"), .init("Atan"), .init("Asinh"), .init("Erf"), .init("Sinh"), .init("Cosh"),
    .init("Softplus"), .init("Mish"), .init("Gelu"),
    .init("Gelu", ["approximate": .string("tanh")]),
    .init("Swish"), .init("Swish", ["alpha": .float(-1.7)]),
  ]

  @Test(arguments: cases, [0.1, 3])
  func derivativesAreEnclosed(item: ActivationCase, scale: Double) throws {
    let operation = try item.makeOperator([3, 40])
    let function = try #require(operation as? any DifferentiableActivation)
    expectEnclosed(function.derivativeActivation, input: [3, 40], scale: scale)
  }

  @Test(arguments: cases)
  func alphasMoveTheirLines(item: ActivationCase) throws {
    let operation = try item.makeOperator([3, 40])
    let function = try #require(operation as? any DifferentiableActivation)
    let box = randomBoxes([40, 3, 40], scale: 3, seed: 8)
    expectAlphaGradient(function.derivativeActivation, on: [box])
  }

  @Test(arguments: cases)
  func theyAreTheDerivatives(item: ActivationCase) throws {
    let operation = try item.makeOperator([1])
    let function = try #require(operation as? any DifferentiableActivation)
    let x = column(stride(from: -4.05, through: 4, by: 0.1).map(\.self))
    let slope = withGradients {
      let variable = x.requiringGradient
      return Tensor.gradient(of: operation.evaluate([variable]).sum(), wrt: [variable])[0]
    }
    #expect(close(function.derivativeActivation(x), slope, within: 1e-9))
  }

  @Test func bothSidesOfAKinkBelong() throws {
    let operation = try makeOperator("Relu", [.variable(shape: [1])])
    let function = try #require(operation as? any DifferentiableActivation)
    let step = function.derivativeActivation
    let box = Interval(column([0, -1, 0, 1e-9]), column([0, 0, 1, 1]))
    let range = step.interval([box])
    #expect(range.lower.scalars(as: Double.self) == [0, 0, 0, 1])
    #expect(range.upper.scalars(as: Double.self) == [1, 1, 1, 1])
  }
}
