// GreaterOrEqual: whether a ≥ b.

public import Graphs

/// One where a value is not below another and zero elsewhere, element by element, with broadcasting.
public struct GreaterOrEqual: Comparison {
  public static let onnxName = "GreaterOrEqual"

  public let operands: BroadcastOperands
  public let isFolding: Bool
  public var order: ComparedOrder { .greaterOrEqual }

  public init(_ node: NodeReader) throws(GraphError) {
    operands = try BroadcastOperands(node)
    isFolding = node.isFolding
  }
}
