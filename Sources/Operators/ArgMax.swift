// ArgMax: the place of the largest element along an axis.

public import Graphs

/// The place along an axis where the largest element is: the first of several, or the last.
public struct ArgMax: ExtremePlace {
  public static let onnxName = "ArgMax"

  public let axis: ExtremeAxis
  public var direction: Double { 1 }

  public init(_ node: NodeReader) throws(GraphError) { axis = try ExtremeAxis(node) }
}
