// Xor: whether one of two and not both of two claims holds.

public import Graphs

/// One where one of two and not both claims hold and zero elsewhere, with broadcasting.
public struct Xor: LogicalConnective {
  public static let onnxName = "Xor"

  public let operands: BroadcastOperands
  public let isFolding: Bool
  public var form: LogicalForm { .xor }

  public init(_ node: NodeReader) throws(GraphError) {
    operands = try BroadcastOperands(node)
    isFolding = node.isFolding
  }
}
