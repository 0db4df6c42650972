// LeakyRelu: y = x above zero, slope · x below.

public import Graphs
internal import Tensors

/// The leaky rectifier, for any slope: also above one, where the kink bends down, or negative.
public struct LeakyRelu: TwoPieceLinear {
  public static let onnxName = "LeakyRelu"

  public let outputShape: [Int]
  public let slopes: KinkSlopes

  public init(_ node: NodeReader) throws(GraphError) {
    outputShape = try node.shape(0)
    let slope = try node.float("alpha", default: 0.01)
    slopes = KinkSlopes(
      below: Tensor(slope, as: node.scalarType), above: Tensor(1, as: node.scalarType))
  }
}
