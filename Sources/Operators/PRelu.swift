// PRelu: y = x above zero, slope · x below, with a slope for each channel or element.

public import Graphs
internal import Tensors

/// The parametric rectifier.
///
/// The slopes broadcast to the value, and may be of any size and sign.
public struct PRelu: TwoPieceLinear {
  public static let onnxName = "PRelu"
  public static let inputCounts = 2...2

  public let outputShape: [Int]
  public let slopes: KinkSlopes

  public init(_ node: NodeReader) throws(GraphError) {
    try node.requireOnlyFirstVariable()
    outputShape = try node.shape(0)
    let slope = try node.requiredConstant(1, "slope")
    guard try node.broadcast(slope.shape, outputShape) == outputShape else {
      throw node.invalid("the slope of shape \(slope.shape) does not broadcast to \(outputShape)")
    }
    slopes = KinkSlopes(below: slope, above: slope.filled(with: 1))
  }
}
