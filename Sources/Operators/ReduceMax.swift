// ReduceMax: the largest element along axes.

public import Graphs

/// Takes the largest of the elements along the axes named, or along all.
public struct ReduceMax: WindowMaximum {
  public static let onnxName = "ReduceMax"
  public static let inputCounts = 1...2

  public let outputShape: [Int]
  public let windows: Windows

  public init(_ node: NodeReader) throws(GraphError) {
    let reduced = try ReducedAxes(nonempty: node)
    (outputShape, windows) = (reduced.outputShape, Windows(reduced))
  }
}
