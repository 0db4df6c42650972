// Linear algebra: factors of matrices, systems with triangular ones, and the norm.

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

  /// The factor `Q` of `Q R`, for a matrix no wider than tall; the diagonal of `R` is positive.
  ///
  /// Of a matrix of normal numbers it is drawn evenly from the orthonormal ones.
  public var orthonormalFactor: Tensor { made([self]) { ct_orthonormal(handle, $0) } }

  /// The Euclidean norm of all elements, summed in double precision where the device has it.
  public var euclideanNorm: Double {
    var norm = 0.0
    var message: UnsafeMutablePointer<CChar>?
    guard ct_norm(handle, &norm, &message) else { stop([self], message) }
    return norm
  }
}
