// Mul: y = a · b for a constant factor, with broadcasting.

public import Graphs
public import Tensors

/// The product of a value with a constant, element by element, broadcast as NumPy does.
public struct Mul: Scaling {
  public static let onnxName = "Mul"
  public static let wholeNumbers = WholeNumberUse.computed
  public static let inputCounts = 2...2

  public let inputShape: [Int]
  public let outputShape: [Int]
  public let scale: Tensor

  /// Two factors that both vary are a bilinear product.
  public static func variant(for node: NodeReader) -> any Operator.Type {
    node.variableShapes.count > 1 ? ElementProduct.self : Self.self
  }

  public init(_ node: NodeReader) throws(GraphError) {
    outputShape = try node.broadcast(try node.shape(0), try node.shape(1))
    switch (node.operand(0), node.operand(1)) {
    case (.variable(let shape), .constant(let factor)),
      (.constant(let factor), .variable(let shape)):
      (inputShape, scale) = (shape, factor)
    default:
      throw node.invalid("a factor is missing")
    }
  }
}
