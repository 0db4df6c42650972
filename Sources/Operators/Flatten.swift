// Flatten: a matrix of the axes before `axis` by those from it on.

public import Graphs

/// Joins the axes before `axis` into one and those from it on into another.
public struct Flatten: Reshaping {
  public static let onnxName = "Flatten"

  public let inputShape: [Int]
  public let outputShape: [Int]

  public init(_ node: NodeReader) throws(GraphError) {
    inputShape = try node.shape(0)
    let axis = try node.int("axis", default: 1)
    guard axis >= -inputShape.count, axis <= inputShape.count else {
      throw node.invalid("axis \(axis) of a value of rank \(inputShape.count)")
    }
    let split = axis < 0 ? axis + inputShape.count : axis
    outputShape = [
      inputShape.prefix(split).reduce(1, *), inputShape.dropFirst(split).reduce(1, *),
    ]
  }
}
