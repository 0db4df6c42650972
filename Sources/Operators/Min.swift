// Min: the smallest of its operands, element by element.

public import Graphs

/// The smallest of any number of operands, constants among them, with broadcasting.
public struct Min: LargestOperand {
  public static let onnxName = "Min"

  public let operands: BroadcastOperands
  public var direction: Double { -1 }

  public init(_ node: NodeReader) throws(GraphError) { operands = try BroadcastOperands(node) }
}
