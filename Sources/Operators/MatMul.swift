// MatMul: y = a · b, one of them constant, over the last two axes.

public import Bounds
public import Graphs
public import Tensors

/// The matrix product of a value with a constant, leading axes broadcast as NumPy does.
public struct MatMul: AffineOperator {
  public static let onnxName = "MatMul"
  public static let inputCounts = 2...2

  private let product: MatrixProduct

  /// Two factors that both vary are a bilinear product.
  public static func variant(for node: NodeReader) -> any Operator.Type {
    node.variableShapes.count > 1 ? MatrixPairProduct.self : Self.self
  }

  public init(_ node: NodeReader) throws(GraphError) {
    switch (node.operand(0), node.operand(1)) {
    case (.variable(let shape), .constant(let matrix)):
      product = try MatrixProduct(
        node, side: .variableTimesMatrix, variable: shape, matrix: matrix)
    case (.constant(let matrix), .variable(let shape)):
      product = try MatrixProduct(
        node, side: .matrixTimesVariable, variable: shape, matrix: matrix)
    default:
      throw node.invalid("a factor is missing")
    }
  }

  public var outputShape: [Int] { product.outputShape }
  public func apply(_ inputs: [Tensor]) -> Tensor { product.apply(inputs[0]) }
  public func applyMagnitude(_ radii: [Tensor]) -> Tensor { product.applyMagnitude(radii[0]) }
  public func transpose(_ a: Tensor) -> [Tensor] { [product.transpose(a)] }
  public func transpose(selecting indices: Tensor) -> [Coefficients]? {
    product.transpose(selecting: indices)
  }
}
