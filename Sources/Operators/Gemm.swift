// Gemm: y = α A' B' + β C, the dense layer.

public import Bounds
public import Graphs
public import Tensors

/// The dense layer `y = α · A' · B' + β · C`, where `A` or `B` is the value and a prime may transpose.
public struct Gemm: AffineOperator {
  public static let onnxName = "Gemm"
  public static let inputCounts = 2...3

  private let product: MatrixProduct
  /// Set where the variable is transposed before it is multiplied.
  private let transposesVariable: Bool
  private let inputShape: [Int]
  public let bias: Tensor?

  public init(_ node: NodeReader) throws(GraphError) {
    let alpha = try node.float("alpha", default: 1)
    let transposes = [
      try node.flag("transA", default: false), try node.flag("transB", default: false),
    ]
    func scaled(_ matrix: Tensor, _ index: Int) -> Tensor {
      let turned = transposes[index] ? matrix.transposed(0, 1) : matrix
      return alpha == 1 ? turned : turned * alpha
    }
    for index in 0..<2 where try node.shape(index).count != 2 {
      throw node.invalid("input \(index) has the shape \(try node.shape(index)), not a matrix")
    }
    let side: MatrixProduct.Side
    let matrix: Tensor
    switch (node.operand(0), node.operand(1)) {
    case (.variable(let shape), .constant(let right)):
      (side, inputShape, matrix) = (.variableTimesMatrix, shape, scaled(right, 1))
    case (.constant(let left), .variable(let shape)):
      (side, inputShape, matrix) = (.matrixTimesVariable, shape, scaled(left, 0))
    default:
      throw node.unsupported("more than one of its inputs depends on the network's input")
    }
    transposesVariable = transposes[side == .variableTimesMatrix ? 0 : 1]
    product = try MatrixProduct(
      node, side: side, variable: transposesVariable ? inputShape.reversed() : inputShape,
      matrix: matrix)
    bias = try Self.bias(node, product.outputShape)
  }

  private static func bias(_ node: NodeReader, _ shape: [Int]) throws(GraphError) -> Tensor? {
    guard let offset = try node.constant(2, "C") else { return nil }
    guard try node.broadcast(offset.shape, shape) == shape else {
      throw node.invalid("C of shape \(offset.shape) does not broadcast to \(shape)")
    }
    let beta = try node.float("beta", default: 1)
    return beta == 1 ? offset : offset * beta
  }

  public var outputShape: [Int] { product.outputShape }

  public func apply(_ inputs: [Tensor]) -> Tensor {
    let result = applyWeights(inputs)
    return bias.map { result + $0 } ?? result
  }

  public func applyWeights(_ inputs: [Tensor]) -> Tensor { product.apply(turned(inputs[0])) }

  public func applyMagnitude(_ radii: [Tensor]) -> Tensor {
    product.applyMagnitude(turned(radii[0]))
  }

  public func applyBall(
    _ parts: [(center: Tensor, radius: Tensor)]
  ) -> (center: Tensor, radius: Tensor) {
    let (center, radius) = product.applyBall(turned(parts[0].center), turned(parts[0].radius))
    return (bias.map { center + $0 } ?? center, radius)
  }

  public func transpose(_ a: Tensor) -> [Tensor] { [turned(product.transpose(a))] }

  public func transpose(selecting indices: Tensor) -> [Coefficients]? {
    transposesVariable ? nil : product.transpose(selecting: indices)
  }

  private func turned(_ x: Tensor) -> Tensor { transposesVariable ? x.transposed(1, 2) : x }
}
