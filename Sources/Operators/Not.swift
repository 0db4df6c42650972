// Not: y = 1 - p for a claim p.

public import Graphs
public import Tensors

/// Zero where a claim holds and one elsewhere.
///
/// A claim that depends on the network's input is carried as zero or one, so that the operator is affine.
public struct Not: Scaling {
  public static let onnxName = "Not"

  public let inputShape: [Int]
  public let scale: Tensor
  public let bias: Tensor?
  private let isFolding: Bool

  public init(_ node: NodeReader) throws(GraphError) {
    inputShape = try node.shape(0)
    isFolding = node.isFolding
    scale = Tensor(-1, as: node.scalarType)
    bias = Tensor(1, as: node.scalarType)
  }

  public var outputShape: [Int] { inputShape }

  public func evaluate(_ inputs: [Tensor]) -> Tensor {
    isFolding ? inputs[0] .== 0 : apply(inputs)
  }
}
