// Neg: y = -x.

public import Graphs
public import Tensors

/// The negative of a value, element by element.
public struct Neg: Scaling {
  public static let onnxName = "Neg"
  public static let wholeNumbers = WholeNumberUse.computed

  public let inputShape: [Int]
  public let scale: Tensor

  public init(_ node: NodeReader) throws(GraphError) {
    inputShape = try node.shape(0)
    scale = Tensor(-1, as: node.scalarType)
  }

  public var outputShape: [Int] { inputShape }

  public func apply(_ inputs: [Tensor]) -> Tensor { -inputs[0] }
}
