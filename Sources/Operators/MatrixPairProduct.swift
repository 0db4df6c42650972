// MatrixPairProduct: MatMul of two values that both vary, y = A B.

public import Bounds
public import Graphs
public import Tensors

/// The matrix product of two values over their last two axes, as in attention.
///
/// Rows of coefficients are folded into the axis of the factor that they multiply, so that each
/// adjoint is one batch of matrix products. A small product is written out, so that α-CROWN places
/// the planes of each product of two elements by itself.
public struct MatrixPairProduct: BilinearOperator {
  public static let onnxName = "MatMul"

  public let outputShape: [Int]
  private let leftShape: [Int]
  private let rightShape: [Int]
  /// The shapes with at least two axes, and of one rank.
  private let left: [Int]
  private let right: [Int]
  private let product: [Int]
  /// Where the product is small, the products of elements that it sums.
  private let singles: SingleProducts?

  /// The most single products that get planes of their own.
  private static let spreadLimit = 1024

  /// The most single products that are written out for an exact interval.
  private static let productLimit = 1 << 24

  public init(_ node: NodeReader) throws(GraphError) {
    (leftShape, rightShape) = (try node.shape(0), try node.shape(1))
    guard !leftShape.isEmpty, !rightShape.isEmpty else { throw node.invalid("a factor of rank 0") }
    // A vector on the left is a row, and one on the right a column; the product loses the axis.
    let wide = leftShape.count > 1 ? leftShape : [1] + leftShape
    let tall = rightShape.count > 1 ? rightShape : rightShape + [1]
    guard wide[wide.count - 1] == tall[tall.count - 2] else {
      throw node.invalid("the shapes \(leftShape) and \(rightShape) do not multiply")
    }
    let leading = try node.broadcast(Array(wide.dropLast(2)), Array(tall.dropLast(2)))
    product = try node.checked(leading + [wide[wide.count - 2], tall[tall.count - 1]])
    let padded = { (shape: [Int]) in
      [Int](repeating: 1, count: leading.count + 2 - shape.count) + shape
    }
    (left, right) = (padded(wide), padded(tall))
    var shape = product
    if rightShape.count == 1 { shape.removeLast() }
    if leftShape.count == 1 { shape.remove(at: leading.count) }
    outputShape = shape
    let count = product.reduce(1, *) * wide[wide.count - 1]
    singles =
      count <= Self.spreadLimit ? SingleProducts(left: left, right: right, output: product) : nil
  }

  public func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    guard let singles else { return planes(inputs, alpha: alpha) }
    return SummedPlanes(
      singles, inputs, shapes: [leftShape, rightShape, outputShape], alpha: alpha)
  }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? {
    singles.map { $0.product.blendSpace($0.factors(inputs)) } ?? blendSpace(inputs)
  }

  public func placed(_ a: Tensor) -> Tensor { singles?.spread(a) ?? a }

  public func product(_ x: Tensor, _ y: Tensor) -> Tensor {
    let (rows, others) = (x.shape[1], y.shape[1])
    let (x, y) = (shaped(x, left), shaped(y, right))
    let result =
      if others == 1 {
        unfoldedRows(foldingRows(x).matmul(y.removingAxis(1)), rows)
      } else if rows == 1 {
        unfoldedColumns(x.removingAxis(1).matmul(foldingColumns(y)), others)
      } else {
        x.matmul(y)
      }
    return shaped(result, outputShape)
  }

  public func leftAdjoint(_ a: Tensor, _ y: Tensor) -> Tensor {
    let (a, y) = (shaped(a, product), shaped(y, right).removingAxis(1))
    let back = unfoldedRows(foldingRows(a).matmul(y.transposed(-1, -2)), a.shape[1])
    return settle(back, left, leftShape)
  }

  public func rightAdjoint(_ a: Tensor, _ x: Tensor) -> Tensor {
    let (a, x) = (shaped(a, product), shaped(x, left).removingAxis(1))
    let back = unfoldedColumns(x.transposed(-1, -2).matmul(foldingColumns(a)), a.shape[1])
    return settle(back, right, rightShape)
  }

  public func extremes(_ x: Interval, _ y: Interval) -> Interval {
    let batch = x.batchCount
    let inner = left[left.count - 1]
    guard batch * product.reduce(1, *) * inner <= Self.productLimit else {
      return roughExtremes(x, y)
    }
    let x = x.map { $0.reshaped(to: [batch] + left + [1]) }
    let y = y.map { $0.reshaped(to: [batch] + right.dropLast(2) + [1] + right.suffix(2)) }
    let range = cornerRange(
      x.lower * y.lower, x.lower * y.upper, x.upper * y.lower, x.upper * y.upper)
    return range.map {
      $0.sum(along: [$0.rank - 2]).reshaped(to: [batch] + outputShape)
    }
  }

  /// The interval by centers and radii, at most half again as wide as the exact one.
  private func roughExtremes(_ x: Interval, _ y: Interval) -> Interval {
    let (c, r) = (x.center.addingAxis(1), x.radius.addingAxis(1))
    let (d, s) = (y.center.addingAxis(1), y.radius.addingAxis(1))
    let middle = product(c, d)
    let reach = product(c.magnitude, s) + product(r, d.magnitude) + product(r, s)
    return Interval(middle - reach, middle + reach).map { $0.removingAxis(1) }
  }
}

// MARK: - Folding

extension MatrixPairProduct {
  private func shaped(_ x: Tensor, _ shape: [Int]) -> Tensor {
    x.reshaped(to: Array(x.shape.prefix(2)) + shape)
  }

  /// `[n, rows, …, i, k]` to `[n, …, rows · i, k]`.
  private func foldingRows(_ x: Tensor) -> Tensor {
    let (shape, rank) = (x.shape, x.rank)
    let order = [0] + Array(2..<rank - 2) + [1, rank - 2, rank - 1]
    return x.permuted(order).reshaped(
      to: [shape[0]] + shape[2..<rank - 2] + [shape[1] * shape[rank - 2], shape[rank - 1]])
  }

  private func unfoldedRows(_ x: Tensor, _ rows: Int) -> Tensor {
    let (shape, rank) = (x.shape, x.rank)
    let split = x.reshaped(
      to: Array(shape.dropLast(2)) + [rows, shape[rank - 2] / rows, shape[rank - 1]])
    return split.permuted([0, rank - 2] + Array(1..<rank - 2) + [rank - 1, rank])
  }

  /// `[n, rows, …, k, j]` to `[n, …, k, rows · j]`.
  private func foldingColumns(_ x: Tensor) -> Tensor {
    let (shape, rank) = (x.shape, x.rank)
    let order = [0] + Array(2..<rank - 2) + [rank - 2, 1, rank - 1]
    return x.permuted(order).reshaped(
      to: [shape[0]] + shape[2..<rank - 1] + [shape[1] * shape[rank - 1]])
  }

  private func unfoldedColumns(_ x: Tensor, _ rows: Int) -> Tensor {
    let (shape, rank) = (x.shape, x.rank)
    let split = x.reshaped(to: Array(shape.dropLast()) + [rows, shape[rank - 1] / rows])
    return split.permuted([0, rank - 1] + Array(1..<rank - 2) + [rank - 2, rank])
  }

  /// Adds up the leading axes that a factor was broadcast along.
  private func settle(_ a: Tensor, _ padded: [Int], _ shape: [Int]) -> Tensor {
    let lead = Array(a.shape.prefix(2))
    let full = product.dropLast(2) + padded.suffix(2)
    return a.reshaped(to: [lead[0] * lead[1]] + full)
      .summed(from: Array(full), to: padded).reshaped(to: lead + shape)
  }
}
