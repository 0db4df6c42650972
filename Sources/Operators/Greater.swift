// Greater: whether a > b.

public import Graphs

/// One where a value is above another and zero elsewhere, element by element, with broadcasting.
public struct Greater: Comparison {
  public static let onnxName = "Greater"

  public let operands: BroadcastOperands
  public let isFolding: Bool
  public var order: ComparedOrder { .greater }

  public init(_ node: NodeReader) throws(GraphError) {
    operands = try BroadcastOperands(node)
    isFolding = node.isFolding
  }
}
