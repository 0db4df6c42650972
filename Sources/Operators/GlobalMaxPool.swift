// GlobalMaxPool: the largest element of each channel.

public import Graphs

/// Takes the maximum over all spatial axes, those behind the batch and the channels.
public struct GlobalMaxPool: WindowMaximum {
  public static let onnxName = "GlobalMaxPool"

  public let outputShape: [Int]
  public let windows: Windows

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    guard shape.count >= 3 else { throw node.invalid("the shape \(shape) has no spatial axis") }
    guard shape.allSatisfy({ $0 > 0 }) else { throw node.invalid("the maximum of no elements") }
    let reduced = ReducedAxes(
      inputShape: shape, axes: Array(2..<shape.count), keepsAxes: true)
    (outputShape, windows) = (reduced.outputShape, Windows(reduced))
  }
}
