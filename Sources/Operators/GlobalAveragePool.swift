// GlobalAveragePool: the mean of each channel.

public import Graphs

/// Takes the mean over all spatial axes, those behind the batch and the channels.
public struct GlobalAveragePool: Reduction {
  public static let onnxName = "GlobalAveragePool"

  public let reduced: ReducedAxes
  public var divisor: Int { reduced.count }

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    guard shape.count >= 3 else { throw node.invalid("the shape \(shape) has no spatial axis") }
    reduced = ReducedAxes(inputShape: shape, axes: Array(2..<shape.count), keepsAxes: true)
    guard reduced.count > 0 else { throw node.invalid("the mean of no elements") }
  }
}
