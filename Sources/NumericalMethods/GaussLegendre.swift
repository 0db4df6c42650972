// Gauss-Legendre quadrature: nodes and weights.

import Foundation

/// The quadrature rule of `count` nodes that integrates polynomials of degree `2 count - 1` exactly.
public struct GaussLegendre: Sendable, Hashable {
  /// Nodes in ascending order within the interval, and the weight of each.
  public let nodes: [Double]
  public let weights: [Double]

  /// The rule on an interval; Newton's method on the Legendre polynomial, quadratic in `count`.
  public init(count: Int, from lower: Double = -1, to upper: Double = 1) {
    precondition(count > 0, "a rule has at least one node, not \(count)")
    let (middle, half) = ((lower + upper) / 2, (upper - lower) / 2)
    var (nodes, weights) = ([Double](), [Double]())
    for index in 0..<count {
      var x = -cos(.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<100 {
        let (value, derivative) = Self.legendre(count, x)
        slope = derivative
        let step = value / derivative
        x -= step
        if abs(step) < 1e-16 { break }
      }
      nodes.append(middle + half * x)
      weights.append(half * 2 / ((1 - x * x) * slope * slope))
    }
    (self.nodes, self.weights) = (nodes, weights)
  }

  private static func legendre(_ count: Int, _ x: Double) -> (value: Double, derivative: Double) {
    var (below, current) = (1.0, x)
    for degree in 1..<max(count, 1) {
      let n = Double(degree)
      (below, current) = (current, ((2 * n + 1) * x * current - n * below) / (n + 1))
    }
    return (current, Double(count) * (x * current - below) / (x * x - 1))
  }
}
