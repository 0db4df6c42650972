// ArgMin: the place of the smallest element along an axis.

public import Graphs

/// The place along an axis where the smallest element is: the first of several, or the last.
public struct ArgMin: ExtremePlace {
  public static let onnxName = "ArgMin"

  public let axis: ExtremeAxis
  public var direction: Double { -1 }

  public init(_ node: NodeReader) throws(GraphError) { axis = try ExtremeAxis(node) }
}
