// BatchNormalization: y = γ (x - μ) / √(σ² + ε) + β for each channel, as fixed after training.

public import Graphs
public import Tensors

/// Batch normalization with the statistics that training left: a scaling of each channel.
///
/// Factor `s = γ / √(σ² + ε)` and offset `β - μ s` are computed in double precision. What only
/// training needs (statistics of the batch, further outputs) is refused.
///
/// ## References
///
/// - S. Ioffe and C. Szegedy, *Batch Normalization*, ICML 2015, <https://arxiv.org/abs/1502.03167>.
public struct BatchNormalization: Scaling {
  public static let onnxName = "BatchNormalization"
  public static let inputCounts = 5...5

  public let inputShape: [Int]
  public let scale: Tensor
  public let bias: Tensor?

  public init(_ node: NodeReader) throws(GraphError) {
    try node.requireOnlyFirstVariable()
    inputShape = try node.shape(0)
    guard inputShape.count >= 2 else { throw node.invalid("no channels in \(inputShape)") }
    try Self.requireFixedStatistics(node)
    var parameters: [Tensor] = []
    for (index, role) in [(1, "scale"), (2, "offset"), (3, "mean"), (4, "variance")] {
      let tensor = try node.requiredConstant(index, role)
      guard tensor.shape == [inputShape[1]] else {
        throw node.invalid("a \(role) of shape \(tensor.shape) for \(inputShape[1]) channels")
      }
      parameters.append(tensor.converted(to: .float64))
    }
    let variance = parameters[3] + (try node.float("epsilon", default: 1e-5))
    guard (variance .> 0).isTrueEverywhere else { throw node.invalid("a variance below zero") }
    let factor = parameters[0] / variance.squareRoot
    let offset = parameters[1] - parameters[2] * factor
    let ones = [Int](repeating: 1, count: inputShape.count - 2)
    scale = factor.converted(to: node.scalarType).reshaped(to: [-1] + ones)
    bias = offset.converted(to: node.scalarType).reshaped(to: [-1] + ones)
  }

  /// Refuses what only training needs.
  static func requireFixedStatistics(_ node: NodeReader) throws(GraphError) {
    guard node.opset >= 7, try node.int("spatial", default: 1) == 1,
      try !node.flag("training_mode", default: false), node.outputIndex == 0, node.outputCount == 1
    else { throw node.unsupported("only the form for inference is: one output, fixed statistics") }
  }

  public var outputShape: [Int] { inputShape }
}
