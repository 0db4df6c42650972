// Hypergeometric functions that the means of ball transforms need.

import Foundation

/// The hypergeometric function `1F2(a; b, c; z)` by its power series.
///
/// `Σ_k (a)_k z^k / ((b)_k (c)_k k!)`. For negative `z` the terms cancel: the absolute error is
/// about `1e-16 exp(2 √|z|)`, so this is for `|z|` up to about 64.
public func hypergeometric1F2(_ a: Double, _ b: Double, _ c: Double, _ z: Double) -> Double {
  precondition(b > 0 && c > 0 && z.isFinite, "no 1F2 with \(b), \(c) at \(z)")
  var (term, sum, index) = (1.0, 1.0, 0.0)
  while abs(term) > 1e-18 * max(1, abs(sum)) || index * index < abs(z) {
    term *= (a + index) * z / ((b + index) * (c + index) * (index + 1))
    sum += term
    index += 1
  }
  return sum
}

/// The mean of the normalized ball transform over a ball:
/// `d ∫_0^1 t^{d-1} Λ_d(x t) dt = 1F2(d/2; d/2+1, d/2+1; -x²/4)`.
///
/// The power series up to `x = 16`, Gauss-Legendre rules between neighbouring zeros above; of what
/// lies beyond 2000 zeros nothing is counted (less than 1e-6).
public func meanBallTransform(_ dimension: Int, _ x: Double) -> Double {
  precondition(dimension > 0 && x >= 0, "no ball of \(dimension) dimensions at \(x)")
  let half = Double(dimension) / 2
  guard x > 16 else { return hypergeometric1F2(half, half + 1, half + 1, -x * x / 4) }
  let rule = GaussLegendre(count: 12, from: 0, to: 1)
  let panels = min(2000, Int((x / .pi).rounded(.up)))
  let width = min(x / Double(panels), .pi) / x
  var sum = 0.0
  for panel in 0..<panels {
    for (node, weight) in zip(rule.nodes, rule.weights) {
      let t = (Double(panel) + node) * width
      let shell = pow(t, Double(dimension - 1))
      sum += weight * width * shell * normalizedBallTransform(dimension, x * t)
    }
  }
  return Double(dimension) * sum
}
