// The unit ball of any dimension: its volume and surface.

import Foundation

/// The volume `V_d = π^{d/2} / Γ(d/2 + 1)` of the ball of radius 1.
public func unitBallVolume(_ dimension: Int) -> Double {
  precondition(dimension > 0, "no ball has \(dimension) dimensions")
  let half = Double(dimension) / 2
  return exp(half * log(Double.pi) - lgamma(half + 1))
}
