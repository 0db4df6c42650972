// Linear algebra: the Cholesky factor, and systems with triangular matrices.

internal import CTorch

extension Tensor {
  /// The lower factor `L` of a symmetric matrix `L Lᵀ`, or nothing if it is not positive definite.
  ///
  /// Cubic in the last axis; leading axes are a batch.
  public var choleskyFactor: Tensor? {
    var isPositiveDefinite = false
    let factor = made([self]) { ct_cholesky(handle, &isPositiveDefinite, $0) }
    return isPositiveDefinite ? factor : nil
  }

  /// The `x` of `L x = b`, for the lower triangular matrix that this is.
  public func solvingLower(_ right: Tensor) -> Tensor {
    made([self, right]) { ct_solve_triangular(handle, right.handle, false, $0) }
  }

  /// The `x` of `U x = b`, for the upper triangular matrix that this is.
  public func solvingUpper(_ right: Tensor) -> Tensor {
    made([self, right]) { ct_solve_triangular(handle, right.handle, true, $0) }
  }
}
