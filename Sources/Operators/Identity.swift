// Identity: y = x.

public import Graphs

/// Hands its input on.
public struct Identity: Reshaping {
  public static let onnxName = "Identity"

  public let inputShape: [Int]
  public var outputShape: [Int] { inputShape }

  public init(_ node: NodeReader) throws(GraphError) { inputShape = try node.shape(0) }
}
