// ReduceMean: the mean along axes.

public import Graphs

/// Takes the mean of the elements along the axes named, or along all.
public struct ReduceMean: Reduction {
  public static let onnxName = "ReduceMean"
  public static let inputCounts = 1...2

  public let reduced: ReducedAxes
  public var divisor: Int { reduced.count }

  public init(_ node: NodeReader) throws(GraphError) {
    reduced = try ReducedAxes(node)
    guard reduced.count > 0 else { throw node.invalid("the mean of no elements") }
  }
}
