// And: whether both of two claims hold.

public import Graphs

/// One where both claims hold and zero elsewhere, with broadcasting.
public struct And: LogicalConnective {
  public static let onnxName = "And"

  public let operands: BroadcastOperands
  public let isFolding: Bool
  public var form: LogicalForm { .and }

  public init(_ node: NodeReader) throws(GraphError) {
    operands = try BroadcastOperands(node)
    isFolding = node.isFolding
  }
}
