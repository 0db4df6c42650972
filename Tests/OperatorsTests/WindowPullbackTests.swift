import Bounds
import Graphs
import Operators
import Tensors
import Testing
import _BoundsTestSupport

/// The shares of the taps of windows, which the gradient of a maximum reads.
struct WindowPullbackTests {
  private static let maxima: [@Sendable (TensorExpression) -> TensorExpression] = [
    { x in
      .operation(
        "MaxPool", [x.reshaped(to: [1, 2, 3, 2])],
        ["kernel_shape": .ints([2, 2]), "pads": .ints([1, 0, 0, 0])])
    },
    { x in .operation("MaxPool", [x.reshaped(to: [1, 3, 4])], ["kernel_shape": .ints([2])]) },
    { x in .operation("ReduceMax", [x.reshaped(to: [3, 4]), .constant(Tensor([1]))]) },
  ]

  @Test(arguments: maxima.indices, [0.3, 3])
  func sharesAreEnclosed(index: Int, scale: Double) throws {
    let (shares, shape) = try shares(index)
    expectEnclosed(shares, input: shape, scale: scale)
  }

  @Test(arguments: maxima.indices)
  func alphasMoveTheirPlanes(index: Int) throws {
    let (shares, shape) = try shares(index)
    expectAlphaGradient(shares, on: [randomBoxes([40] + shape, scale: 0.5, seed: 7)])
  }

  /// The operator that tells the shares, and the shape that it reads.
  private func shares(_ index: Int) throws -> (any Graphs.Operator, [Int]) {
    let gradient = try Graph(Self.maxima[index](.input([12]))).gradient()
    let node = try #require(
      gradient.nodes.first { type(of: $0.operation).onnxName == "TapShares" })
    return (node.operation, gradient.shape(of: node.inputs[0]))
  }
}
