// Less: whether a < b.

public import Graphs

/// One where a value is below another and zero elsewhere, element by element, with broadcasting.
public struct Less: Comparison {
  public static let onnxName = "Less"

  public let operands: BroadcastOperands
  public let isFolding: Bool
  public var order: ComparedOrder { .less }

  public init(_ node: NodeReader) throws(GraphError) {
    operands = try BroadcastOperands(node)
    isFolding = node.isFolding
  }
}
