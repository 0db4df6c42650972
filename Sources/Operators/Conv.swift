// Conv: y = W ∗ x + b, the convolution.

public import Bounds
public import Graphs
public import Tensors

/// The convolution of one or two spatial axes with a constant kernel: strided, dilated, in groups.
///
/// | | |
/// |---|---|
/// | Interval | exact: the kernel on the center, its magnitude on the radius |
/// | Substitution | the transposed convolution, which is the adjoint |
/// | Rows of the identity | the kernel itself, laid where the window lies |
///
/// ## References
///
/// - V. Dumoulin and F. Visin, *A guide to convolution arithmetic for deep learning*, 2016,
///   <https://arxiv.org/abs/1603.07285>.
/// - A. Boopathy et al., *CNN-Cert: An Efficient Framework for Certifying Robustness of
///   Convolutional Neural Networks*, AAAI 2019, <https://arxiv.org/abs/1811.12395>.
public struct Conv: AffineOperator {
  public static let onnxName = "Conv"
  public static let inputCounts = 2...3

  private var convolution: Convolution
  private var offsets: Tensor?

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    let weight = try node.convolutionWeight(shape)
    let groups = try node.int("group", default: 1)
    guard groups >= 1, groups <= weight.shape[0], weight.shape[0] % groups == 0,
      shape[1] % groups == 0, shape[1] / groups == weight.shape[1]
    else {
      throw node.invalid(
        "a weight of shape \(weight.shape) in \(groups) groups for \(shape[1]) channels")
    }
    let window = try WindowGeometry(
      node, input: Array(shape.dropFirst(2)), kernel: Array(weight.shape.dropFirst(2)))
    convolution = try Convolution(
      node, window, groups: groups, samples: shape[0], weight: weight)
    offsets = try node.convolutionBias(channels: weight.shape[0])
  }

  public var outputShape: [Int] { convolution.outputShape }

  /// The convolution followed by a scaling and an offset of each output channel.
  func followed(by normalization: BatchNormalization) -> Conv {
    let factor = normalization.scale.flattened
    var result = self
    result.convolution = convolution.scaled(by: factor)
    result.offsets = offsets.map { $0 * factor }
    if let shift = normalization.bias?.flattened {
      result.offsets = result.offsets.map { $0 + shift } ?? shift
    }
    return result
  }

  public var bias: Tensor? {
    offsets?.reshaped(to: [-1] + convolution.window.axes.map { _ in 1 })
  }

  public func apply(_ inputs: [Tensor]) -> Tensor {
    convolution.forward(inputs[0], convolution.weight, bias: offsets)
  }

  public func applyWeights(_ inputs: [Tensor]) -> Tensor {
    convolution.forward(inputs[0], convolution.weight)
  }

  public func applyMagnitude(_ radii: [Tensor]) -> Tensor {
    convolution.forward(radii[0], convolution.magnitude)
  }

  public func transpose(_ a: Tensor) -> [Tensor] {
    [convolution.backward(a, convolution.weight)]
  }

  public func transpose(selecting indices: Tensor) -> [Coefficients]? {
    [.dense(convolution.rows(indices))]
  }
}
