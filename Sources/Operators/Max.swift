// Max: the largest of its operands, element by element.

public import Graphs

/// The largest of any number of operands, constants among them, with broadcasting.
public struct Max: LargestOperand {
  public static let onnxName = "Max"

  public let operands: BroadcastOperands
  public var direction: Double { 1 }

  public init(_ node: NodeReader) throws(GraphError) { operands = try BroadcastOperands(node) }
}
