// Bessel functions of the first kind, of the orders that radial Fourier transforms need.

import Foundation

/// The Bessel function `J_{n/2}(x)` for `x >= 0`, given `n = twiceOrder >= -1`.
///
/// Below the order the power series has no cancellation to speak of; above it the recurrence
/// `J_{ν+1} = (2ν/x) J_ν - J_{ν-1}` from order 0 or 1/2 upwards is stable. Relative error about
/// 1e-13 away from zeros.
public func besselJ(twiceOrder: Int, _ x: Double) -> Double {
  precondition(twiceOrder >= -1 && x >= 0, "no J of order \(twiceOrder)/2 at \(x)")
  let order = Double(twiceOrder) / 2
  if x == 0 { return twiceOrder == 0 ? 1 : twiceOrder == -1 ? .infinity : 0 }
  if x <= max(order, 1) { return besselSeries(order, x) }
  let isWhole = twiceOrder.isMultiple(of: 2)
  let scale = (2 / (.pi * x)).squareRoot()
  var (below, current) = isWhole ? (-j1(x), j0(x)) : (scale * cos(x), scale * sin(x))
  if twiceOrder == -1 { return below }
  var reached = isWhole ? 0.0 : 0.5
  while reached < order {
    (below, current) = (current, 2 * reached / x * current - below)
    reached += 1
  }
  return current
}

/// `(x/2)^ν Σ_k (-x²/4)^k / (k! Γ(ν+k+1))`.
private func besselSeries(_ order: Double, _ x: Double) -> Double {
  let square = -x * x / 4
  var (term, sum, index) = (1.0, 1.0, 1.0)
  while abs(term) > 1e-17 * abs(sum) {
    term *= square / (index * (order + index))
    sum += term
    index += 1
  }
  return sum * exp(order * log(x / 2) - lgamma(order + 1))
}

/// The Fourier transform of a ball, normalized to 1 at 0: `Λ_d(y) = Γ(1+d/2) (2/y)^{d/2} J_{d/2}(y)`.
///
/// Also written `0F1(; 1 + d/2; -y²/4)`.
public func normalizedBallTransform(_ dimension: Int, _ y: Double) -> Double {
  let order = Double(dimension) / 2
  guard y > 1e-4 else { return 1 - y * y / (4 * (order + 1)) }
  return exp(lgamma(order + 1) + order * log(2 / y)) * besselJ(twiceOrder: dimension, y)
}
