// MarginalLikelihood: how well hyperparameters explain the runs, with its exact gradient.

import Foundation
import PointSets
import Tensors

/// The lengths and the nugget of a Gaussian process.
struct Hyperparameters: Hashable {
  var lengths: [Double]
  var nugget: Double
}

/// The logarithm of the marginal likelihood of standardized runs, with the variance eliminated.
///
/// With `A = R + ν I`, `α = A⁻¹ y` and `s² = yᵀα / n`: `L = -(n log s² + log |A|) / 2` up to a
/// constant, and `∂L = tr((α αᵀ / s² - A⁻¹) ∂A) / 2`.
struct MarginalLikelihood {
  private let count: Int
  private let dimension: Int
  private let targets: Tensor
  /// The squared differences of each coordinate, one row for each.
  private let squares: Tensor
  private let identity: Tensor

  init(_ points: PointSet, _ values: [Double]) {
    (count, dimension) = (points.count, points.dimension)
    targets = Tensor(shape: [count, 1], scalars: values)
    let table = Tensor(shape: [count, dimension], scalars: points.coordinates).transposed(0, 1)
    squares = (table.addingAxis(2) - table.addingAxis(1)).squared
      .reshaped(to: [dimension, count * count])
    let step = points.count + 1
    let diagonal = (0..<points.count * points.count).map { $0 % step == 0 ? 1.0 : 0 }
    identity = Tensor(shape: [count, count], scalars: diagonal)
  }

  /// What the runs make of hyperparameters, or nothing if they make no covariance matrix.
  func fit(_ parameters: Hyperparameters) -> (weights: Tensor, factor: Tensor, variance: Double)? {
    withoutGradients {
      let correlation = MaternKernel.correlation(squares: distances(parameters))
      guard let factor = (correlation + identity * parameters.nugget).choleskyFactor else {
        return nil
      }
      let half = factor.solvingLower(targets)
      let weights = factor.transposed(0, 1).solvingUpper(half)
      let variance = half.squared.sum().scalar / Double(count)
      return variance.isFinite ? (weights, factor, variance) : nil
    }
  }

  private func distances(_ parameters: Hyperparameters) -> Tensor {
    let weights = Tensor(
      shape: [1, dimension], scalars: parameters.lengths.map { 1 / ($0 * $0) })
    return weights.matmul(squares).reshaped(to: [count, count])
  }

  /// The log likelihood and its gradient for the logarithms of the lengths and of the nugget.
  func valueAndGradient(
    _ parameters: Hyperparameters
  ) -> (value: Double, lengths: [Double], nugget: Double)? {
    guard let fit = fit(parameters), fit.variance > 0 else { return nil }
    return withoutGradients {
      let inverseFactor = fit.factor.solvingLower(identity)
      let inverse = inverseFactor.transposed(0, 1).matmul(inverseFactor)
      let outer = fit.weights.matmul(fit.weights.transposed(0, 1)) * (1 / fit.variance)
      let sensitivity = outer - inverse
      let distances = distances(parameters).squareRoot
      let slope =
        (distances * MaternKernel.root + 1) * (distances * -MaternKernel.root).exp * (5.0 / 3)
      let lengths = (sensitivity * slope).reshaped(to: [1, count * count])
        .matmul(squares.transposed(0, 1)).scalars(as: Double.self)
      let trace = (sensitivity * identity).sum().scalar
      let logarithms = (fit.factor * identity).sum(along: [1]).log.sum().scalar
      let value = -0.5 * Double(count) * log(fit.variance) - logarithms
      return (
        value, zip(lengths, parameters.lengths).map { 0.5 * $0 / ($1 * $1) },
        0.5 * parameters.nugget * trace
      )
    }
  }
}
