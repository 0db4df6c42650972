// LessOrEqual: whether a ≤ b.

public import Graphs

/// One where a value is not above another and zero elsewhere, element by element, with broadcasting.
public struct LessOrEqual: Comparison {
  public static let onnxName = "LessOrEqual"

  public let operands: BroadcastOperands
  public let isFolding: Bool
  public var order: ComparedOrder { .lessOrEqual }

  public init(_ node: NodeReader) throws(GraphError) {
    operands = try BroadcastOperands(node)
    isFolding = node.isFolding
  }
}
