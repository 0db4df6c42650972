// Unsqueeze: axes of extent one added.

public import Graphs

/// Adds axes of extent one, at the places named in the output.
public struct Unsqueeze: Reshaping {
  public static let onnxName = "Unsqueeze"
  public static let inputCounts = 1...2

  public let inputShape: [Int]
  public let outputShape: [Int]

  public init(_ node: NodeReader) throws(GraphError) {
    inputShape = try node.shape(0)
    guard let axes = try node.intList(attribute: "axes", orInput: 1) else {
      throw node.invalid("the axes are missing")
    }
    var shape = inputShape
    for axis in try node.axes(axes, rank: inputShape.count + axes.count).sorted() {
      shape.insert(1, at: axis)
    }
    outputShape = shape
  }
}
