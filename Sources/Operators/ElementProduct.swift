// ElementProduct: Mul of two values that both vary, y = a ∘ b.

public import Bounds
public import Graphs
public import Tensors

/// The product of two values element by element, broadcast as NumPy does.
public struct ElementProduct: BilinearOperator {
  public static let onnxName = "Mul"

  public let outputShape: [Int]
  private let left: [Int]
  private let right: [Int]

  /// The product of factors whose shapes broadcast to the output's.
  init(_ left: [Int], _ right: [Int], output: [Int]) {
    (self.left, self.right, outputShape) = (left, right, output)
  }

  public init(_ node: NodeReader) throws(GraphError) {
    (left, right) = (try node.shape(0), try node.shape(1))
    outputShape = try node.broadcast(left, right)
  }

  public func product(_ x: Tensor, _ y: Tensor) -> Tensor { lift(x, left) * lift(y, right) }

  public func leftAdjoint(_ a: Tensor, _ y: Tensor) -> Tensor { settle(a * lift(y, right), left) }

  public func rightAdjoint(_ a: Tensor, _ x: Tensor) -> Tensor { settle(a * lift(x, left), right) }

  public func extremes(_ x: Interval, _ y: Interval) -> Interval {
    let (x, y) = (x.map { $0.addingAxis(1) }, y.map { $0.addingAxis(1) })
    let range = cornerRange(
      product(x.lower, y.lower), product(x.lower, y.upper), product(x.upper, y.lower),
      product(x.upper, y.upper))
    return range.map { $0.removingAxis(1) }
  }

  /// Gives `[n, rows] + shape` the axes that make it broadcast to the output's.
  private func lift(_ x: Tensor, _ shape: [Int]) -> Tensor {
    let ones = [Int](repeating: 1, count: outputShape.count - shape.count)
    return x.reshaped(to: Array(x.shape.prefix(2)) + ones + shape)
  }

  /// Adds up what a factor was broadcast along.
  private func settle(_ a: Tensor, _ shape: [Int]) -> Tensor {
    let lead = Array(a.shape.prefix(2))
    return a.reshaped(to: [lead[0] * lead[1]] + outputShape)
      .summed(from: outputShape, to: shape).reshaped(to: lead + shape)
  }
}

/// The smallest and the largest of four products; not a number where one is none.
func cornerRange(_ a: Tensor, _ b: Tensor, _ c: Tensor, _ d: Tensor) -> Interval {
  Interval(
    Tensor.minimum(Tensor.minimum(a, b), Tensor.minimum(c, d)),
    Tensor.maximum(Tensor.maximum(a, b), Tensor.maximum(c, d)))
}
