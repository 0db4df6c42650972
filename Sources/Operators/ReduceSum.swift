// ReduceSum: the sum along axes.

public import Graphs

/// Adds up the elements along the axes named, or along all.
public struct ReduceSum: Reduction {
  public static let onnxName = "ReduceSum"
  public static let wholeNumbers = WholeNumberUse.computed
  public static let inputCounts = 1...2

  public let reduced: ReducedAxes
  public var divisor: Int { 1 }

  public init(_ node: NodeReader) throws(GraphError) { reduced = try ReducedAxes(node) }
}
