// Squeeze: axes of extent one removed.

public import Graphs

/// Removes the axes named, each of extent one, or all axes of extent one.
public struct Squeeze: Reshaping {
  public static let onnxName = "Squeeze"
  public static let inputCounts = 1...2

  public let inputShape: [Int]
  public let outputShape: [Int]

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    var removed = shape.indices.filter { shape[$0] == 1 }
    if let axes = try node.intList(attribute: "axes", orInput: 1) {
      removed = try node.axes(axes, rank: shape.count)
    }
    for axis in removed where shape[axis] != 1 {
      throw node.invalid("axis \(axis) of the shape \(shape) is not of extent one")
    }
    inputShape = shape
    outputShape = shape.indices.filter { !removed.contains($0) }.map { shape[$0] }
  }
}
