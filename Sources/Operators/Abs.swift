// Abs: y = |x|.

public import Graphs
public import Tensors

/// The absolute value, element by element: a kink of slopes -1 and 1.
public struct Abs: TwoPieceLinear {
  public static let onnxName = "Abs"
  public static let wholeNumbers = WholeNumberUse.computed

  public let outputShape: [Int]
  public let slopes: KinkSlopes

  public init(_ node: NodeReader) throws(GraphError) {
    outputShape = try node.shape(0)
    slopes = KinkSlopes(
      below: Tensor(-1, as: node.scalarType), above: Tensor(1, as: node.scalarType))
  }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.magnitude }
}
