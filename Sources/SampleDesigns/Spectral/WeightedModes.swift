// Weighted modes: the frequencies that a spectral design empties, and how much each counts.

import Foundation
import NumericalMethods

/// Frequencies, one of each pair `±m`, with weights of which the largest is 1.
struct WeightedModes {
  let modes: IntegerModes
  let weights: [Double]

  /// Drops the modes of weight 0 and scales the others.
  init(_ modes: IntegerModes, weights: [Double]) {
    let kept = weights.indices.filter { weights[$0] > 0 }
    let largest = weights.max() ?? 1
    self.modes = IntegerModes(components: kept.flatMap { modes[$0] }, dimension: modes.dimension)
    self.weights = kept.map { weights[$0] / largest }
  }

  /// The modes of a ball, weighted by their length.
  init(ball radius: Double, dimension: Int, weight: (Double) -> Double) throws(ModeError) {
    let modes = try IntegerModes(ball: radius, dimension: dimension, limit: Self.limit)
    self.init(
      modes,
      weights: (0..<modes.count).map { weight(Double(modes.squaredLength($0)).squareRoot()) })
  }

  /// The most modes of a design.
  static let limit = 1 << 20

  /// The share of the points' freedom that conditions on `M` modes take up: `χ = M / (d (N-1))`.
  static func constrained(_ modes: Double, count: Int, dimension: Int) -> Double {
    modes / (Double(dimension) * Double(count - 1))
  }

  /// The largest radius with `χ <= share`, but no less than 1.
  ///
  /// Below a share of about 0.45 all modes of the ball can be emptied together.
  static func radius(constraining share: Double, count: Int, dimension: Int) -> Double {
    guard count > 1 else { return 1 }
    var limit = 4
    while true {
      let counts = LatticeCounts(dimension: dimension, limit: limit)
      var pairs = 0.0
      for length in 1...limit {
        pairs += counts.count(length...length) / 2
        if constrained(pairs, count: count, dimension: dimension) > share {
          return max(1, Double(length - 1).squareRoot())
        }
      }
      limit *= 2
    }
  }
}
