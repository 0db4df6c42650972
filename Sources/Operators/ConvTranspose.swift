// ConvTranspose: y = Wᵀ ∗ x + b, the adjoint of a convolution.

public import Graphs
public import Tensors

/// The transposed convolution of one or two spatial axes with a constant kernel.
///
/// It is the adjoint of the convolution that would make its input from its output: each product of
/// one is the other product of that convolution.
///
/// ## References
///
/// - V. Dumoulin and F. Visin, *A guide to convolution arithmetic for deep learning*, 2016,
///   <https://arxiv.org/abs/1603.07285>.
public struct ConvTranspose: AffineOperator {
  public static let onnxName = "ConvTranspose"
  public static let inputCounts = 2...3

  /// From the output to the input.
  private let convolution: Convolution
  private let offsets: Tensor?

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    let weight = try node.convolutionWeight(shape)
    let groups = try node.int("group", default: 1)
    guard groups >= 1, groups <= shape[1], shape[1] % groups == 0, weight.shape[0] == shape[1]
    else {
      throw node.invalid(
        "a weight of shape \(weight.shape) in \(groups) groups for \(shape[1]) channels")
    }
    let window = try WindowGeometry(
      node, transposing: Array(shape.dropFirst(2)), kernel: Array(weight.shape.dropFirst(2)))
    let channels = try node.checked([weight.shape[1], groups]).reduce(1, *)
    convolution = try Convolution(
      node, window, groups: groups, samples: shape[0], weight: weight)
    offsets = try node.convolutionBias(channels: channels)
  }

  public var outputShape: [Int] { convolution.inputShape }

  public var bias: Tensor? {
    offsets?.reshaped(to: [-1] + convolution.window.axes.map { _ in 1 })
  }

  public func apply(_ inputs: [Tensor]) -> Tensor {
    convolution.backward(inputs[0], convolution.weight, bias: offsets)
  }

  public func applyWeights(_ inputs: [Tensor]) -> Tensor {
    convolution.backward(inputs[0], convolution.weight)
  }

  public func applyMagnitude(_ radii: [Tensor]) -> Tensor {
    convolution.backward(radii[0], convolution.magnitude)
  }

  public func transpose(_ a: Tensor) -> [Tensor] {
    [convolution.forward(a, convolution.weight)]
  }
}
