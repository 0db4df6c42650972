// HyperparameterSearch: the lengths and the nugget of largest marginal likelihood.

import Foundation
import NumericalMethods
import PointSets

/// Maximizes the marginal likelihood from several starts, within bounds.
///
/// The search is over numbers without bounds; a logistic curve takes each into its range.
struct HyperparameterSearch {
  let options: GaussianProcess.Options

  /// The range of lengths, in deviations of the input.
  static let lengths = 0.03...300.0

  /// The best hyperparameters, or nothing if none makes a covariance matrix.
  func best(
    _ points: PointSet, _ values: [Double], using generator: inout SeededGenerator
  ) -> Hyperparameters? {
    let starts = starts(points.dimension, using: &generator)
    let likelihood = MarginalLikelihood(points, values)
    let first: [([Double], Double)]
    if points.count > options.firstPoints {
      let part = Array(generator.permutation(points.count).prefix(options.firstPoints))
      let some = MarginalLikelihood(points.selecting(part), part.map { values[$0] })
      first = starts.compactMap { search(some, from: $0, options.firstIterations) }
    } else {
      first = starts.compactMap { search(likelihood, from: $0, options.firstIterations) }
    }
    guard let start = first.min(by: { $0.1 < $1.1 }) else { return nil }
    let found = search(likelihood, from: start.0, options.iterations)
    return found.map { parameters($0.0) }
  }

  /// Equal lengths of several sizes, a little apart from each other after the first.
  private func starts(_ dimension: Int, using generator: inout SeededGenerator) -> [[Double]] {
    (0..<max(1, options.starts)).map { number in
      let length = 1.5 * pow(4, Double((number + 1) / 2) * (number.isMultiple(of: 2) ? -1 : 1))
      return (0..<dimension).map { _ in
        let factor = number == 0 ? 1 : exp(0.5 * (generator.uniform() - 0.5))
        return unbounded(length * factor, Self.lengths)
      } + [unbounded(1e-6, options.nuggets)]
    }
  }

  private func search(
    _ likelihood: MarginalLikelihood, from start: [Double], _ iterations: Int
  ) -> ([Double], Double)? {
    var search = LBFGS()
    search.iterations = iterations
    search.gradientTolerance = 1e-3
    let found = search.minimize(from: start) { point, gradient in
      evaluate(likelihood, point, &gradient)
    }
    return found.state.value.isFinite ? (found.state.point, found.state.value) : nil
  }

  /// Minus the log likelihood, and its gradient.
  private func evaluate(
    _ likelihood: MarginalLikelihood, _ point: [Double], _ gradient: inout [Double]
  ) -> Double {
    guard let result = likelihood.valueAndGradient(parameters(point)) else {
      gradient = [Double](repeating: 0, count: point.count)
      return .infinity
    }
    let slopes = result.lengths + [result.nugget]
    for index in point.indices {
      let range = index < point.count - 1 ? Self.lengths : options.nuggets
      let share = logistic(point[index])
      let width = log(range.upperBound / range.lowerBound)
      gradient[index] = -slopes[index] * width * share * (1 - share)
    }
    return -result.value
  }

  private func parameters(_ point: [Double]) -> Hyperparameters {
    Hyperparameters(
      lengths: point.dropLast().map { bounded($0, Self.lengths) },
      nugget: bounded(point[point.count - 1], options.nuggets))
  }
}

private func logistic(_ value: Double) -> Double { 1 / (1 + exp(-value)) }

/// The number of a range, on a logarithmic scale, that any number stands for.
private func bounded(_ value: Double, _ range: ClosedRange<Double>) -> Double {
  range.lowerBound * pow(range.upperBound / range.lowerBound, logistic(value))
}

/// The inverse of ``bounded(_:_:)``.
private func unbounded(_ value: Double, _ range: ClosedRange<Double>) -> Double {
  let share = log(value / range.lowerBound) / log(range.upperBound / range.lowerBound)
  let inside = min(max(share, 1e-3), 1 - 1e-3)
  return log(inside / (1 - inside))
}
