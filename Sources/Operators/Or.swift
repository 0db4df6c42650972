// Or: whether one of two or both of two claims holds.

public import Graphs

/// One where one of two or both claims hold and zero elsewhere, with broadcasting.
public struct Or: LogicalConnective {
  public static let onnxName = "Or"

  public let operands: BroadcastOperands
  public let isFolding: Bool
  public var form: LogicalForm { .or }

  public init(_ node: NodeReader) throws(GraphError) {
    operands = try BroadcastOperands(node)
    isFolding = node.isFolding
  }
}
