// MaternKernel: the Matérn-5/2 correlation (1 + √5 r + 5 r²/3) e^{-√5 r}.

import Tensors

/// The Matérn correlation of smoothness 5/2.
enum MaternKernel {
  static let root = 5.0.squareRoot()

  /// The correlations of two tables of points that were divided by their lengths.
  static func covariance(_ first: Tensor, _ second: Tensor) -> Tensor {
    let squares =
      first.squared.sum(along: [1], keepingAxes: true)
      + second.squared.sum(along: [1], keepingAxes: true).transposed(0, 1)
    let products = first.matmul(second.transposed(0, 1))
    return correlation(squares: (squares - products * 2).clamped(to: 0...Double.infinity))
  }

  /// The correlations at some squared distances.
  static func correlation(squares: Tensor) -> Tensor {
    let distances = squares.squareRoot
    return (distances * root + squares * (5.0 / 3) + 1) * (distances * -root).exp
  }
}
