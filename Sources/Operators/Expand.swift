// Expand: a value broadcast to a shape.

public import Graphs
public import Tensors

/// Broadcasts the value with a constant shape, as NumPy does; either may have the longer extent.
public struct Expand: DataMovement {
  public static let onnxName = "Expand"
  public static let inputCounts = 2...2

  public let inputShape: [Int]
  public let outputShape: [Int]

  public init(_ node: NodeReader) throws(GraphError) {
    inputShape = try node.shape(0)
    guard let shape = try node.intList(1, "shape") else { throw node.invalid("no shape is given") }
    outputShape = try node.broadcast(inputShape, shape)
  }

  public func move(_ x: Tensor) -> Tensor {
    x.lifted(from: inputShape, to: outputShape).expanded(to: [x.shape[0]] + outputShape)
  }

  public func moveBack(_ a: Tensor) -> Tensor { a.summed(from: outputShape, to: inputShape) }
}
