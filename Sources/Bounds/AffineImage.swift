// The affine image of a set: x = x₀ + M z, as brightness, contrast or a latent moves an image.

public import Tensors

/// The inputs `x₀ + M z`, where `z` lies in another set.
///
/// A row pulls back: `a·x = a·x₀ + (a M)·z`. So ranges are those of the inner set, and as exact.
///
/// | | |
/// |---|---|
/// | Cost | one matrix product, then what the inner set costs on its few elements |
public struct AffineImage<Inner: Perturbation>: Perturbation {
  public let box: Interval
  public let inner: Inner
  private let offset: Tensor
  private let matrix: Tensor

  /// - `offset`: the point `x₀`, `[batch] + shape of the input`.
  /// - `matrix`: `M`, `[elements of x, elements of z]`, or one for each problem of the batch.
  public init(offset: Tensor, matrix: Tensor, of inner: Inner) {
    let latent = inner.box.shape.dropFirst().reduce(1, *)
    let count = offset.shape.dropFirst().reduce(1, *)
    precondition(
      Array(matrix.shape.suffix(2)) == [count, latent] && inner.batchCount == offset.shape[0]
        && (matrix.rank == 2 || (matrix.rank == 3 && matrix.shape[0] == offset.shape[0])),
      "matrix \(matrix.shape) from \(inner.box.shape) to \(offset.shape)")
    (self.offset, self.inner) = (offset, inner)
    self.matrix = matrix.rank == 2 ? matrix.addingAxis(0) : matrix
    // Element i of x is the form with row i of M.
    let rows = self.matrix.reshaped(
      to: [self.matrix.shape[0], count] + inner.box.shape.dropFirst())
    box = inner.range(of: rows).map { $0.reshaped(to: offset.shape) + offset }
  }

  public var isConvex: Bool { inner.isConvex }

  public func range(of coefficients: Tensor) -> Interval {
    let start = product(coefficients, offset)
    return inner.range(of: pulledBack(coefficients)).map { $0 + start }
  }

  public func minimum(of coefficients: Tensor) -> Tensor {
    inner.minimum(of: pulledBack(coefficients)) + product(coefficients, offset)
  }

  public func minimizer(of coefficients: Tensor) -> Tensor {
    image(of: inner.minimizer(of: pulledBack(coefficients)))
  }

  public var dualCount: Int { inner.dualCount }

  public func dual(for coefficients: Tensor) -> DualVariables? {
    inner.dual(for: pulledBack(coefficients))
  }

  public func minimum(of coefficients: Tensor, dual: Tensor) -> Tensor {
    inner.minimum(of: pulledBack(coefficients), dual: dual) + product(coefficients, offset)
  }

  public func minimizer(
    of coefficients: Tensor, dual: Tensor
  ) -> (point: Tensor, slope: Tensor) {
    let (point, slope) = inner.minimizer(of: pulledBack(coefficients), dual: dual)
    return (image(of: point), slope)
  }

  public func batch(_ range: Range<Int>) -> AffineImage {
    AffineImage(
      offset: offset.slice(range),
      matrix: matrix.shape[0] == 1 ? matrix.removingAxis(0) : matrix.slice(range),
      of: inner.batch(range))
  }

  /// The points that `[batch, rows] + shape of z` are mapped to.
  private func image(of points: Tensor) -> Tensor {
    let leading = Array(points.shape.prefix(2))
    return points.reshaped(to: leading + [-1]).matmul(matrix.transposed(1, 2))
      .reshaped(to: leading + offset.shape.dropFirst()) + offset.addingAxis(1)
  }

  /// The forms in terms of `z`: `[batch or 1, rows] + shape of z`.
  private func pulledBack(_ coefficients: Tensor) -> Tensor {
    let shape = coefficients.shape
    let rows = coefficients.reshaped(to: [shape[0], shape[1], -1]).matmul(matrix)
    return rows.contiguous.reshaped(
      to: Array(rows.shape.prefix(2)) + inner.box.shape.dropFirst())
  }
}
