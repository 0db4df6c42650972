// CastLike: a value as the element type of another.

public import Graphs
public import Tensors

/// The value itself, where both types are real; constants are converted.
public struct CastLike: Reshaping {
  public static let onnxName = "CastLike"
  public static let inputCounts = 2...2

  public let inputShape: [Int]
  private let target: ScalarType?

  public init(_ node: NodeReader) throws(GraphError) {
    inputShape = try node.shape(0)
    let model: ScalarType? =
      if case .constant(let tensor) = node.operand(1) { tensor.scalarType } else { nil }
    target = node.isFolding ? model : nil
    guard !node.isFolding else { return }
    guard model?.isFloatingPoint ?? true, node.kinds.allSatisfy({ $0 == .real }) else {
      throw node.unsupported("a value becomes a whole number or a claim, or was one")
    }
  }

  public var outputShape: [Int] { inputShape }

  public func evaluate(_ inputs: [Tensor]) -> Tensor {
    target.map { inputs[0].converted(to: $0) } ?? inputs[0]
  }
}
