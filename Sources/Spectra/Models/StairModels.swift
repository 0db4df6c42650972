// Stair models: a hole, then a step above 1, in the spectrum or in the pair correlation.

import Foundation
public import NumericalMethods

/// Stair blue noise: no power below `ν0`, `P0` up to `ν1`, that of random points above.
///
/// `G(r) = 1 - (1/N) [P0 B_{ν0}(r) + (1-P0) B_{ν1}(r)]` with the ball transforms `B`; `G(0) >= 0` needs
/// `N >= V_d [P0 ν0^d + (1-P0) ν1^d]`.
public struct StairBlueNoiseModel: PairCorrelationModel, Hashable {
  public static let name = "stair-blue-noise"
  public var label: FormulaLabel { .model }
  public static let formula = "P = 0 below nu0, P0 below nu1, 1 above"

  public let count: Int
  public let dimension: Int
  public let cutoff: Double
  public let shoulder: Double
  public let height: Double

  /// `cutoff` is `ν0`, `shoulder` is `ν1 >= ν0`, `height` is `P0`.
  public init(count: Int, dimension: Int, cutoff: Double, shoulder: Double, height: Double) {
    precondition(0 <= cutoff && cutoff <= shoulder, "no stair from \(cutoff) to \(shoulder)")
    (self.count, self.dimension, self.height) = (count, dimension, height)
    (self.cutoff, self.shoulder) = (cutoff, shoulder)
  }

  /// The widest stair of a height whose hole and shoulder are whole shells of the lattice.
  ///
  /// The hole holds `a^d N` modes at most, by the widest stair of the continuum, and no more than half
  /// of the `d(N-1)` degrees of freedom can silence as pairs `±m`. The shoulder holds the excess:
  /// with `n` modes in a ball, `P0 n0 + (1-P0) n1 <= N`.
  public static func onLattice(count: Int, dimension: Int, limits: StairLimits) -> Self {
    let (points, d) = (Double(count), Double(dimension))
    let modes = SilentModes(dimension: dimension)
    let gain = pow(limits.lower, d)
    let cutoff = modes.reach(pairs: min((gain * points - 1) / 2, mostSilent * d * (points - 1)))
    // A step would be as wide: nothing is in excess.
    guard cutoff > modes.reach(pairs: (points - 1) / 2) else {
      return StairBlueNoiseModel(
        count: count, dimension: dimension, cutoff: cutoff.nextUp, shoulder: cutoff.nextUp,
        height: limits.height)
    }
    let silent = 2 * modes.pairs(within: cutoff) + 1
    let covered = (limits.height * silent - points) / (limits.height - 1)
    let shoulder = modes.cover(pairs: (covered - 1) / 2)
    return StairBlueNoiseModel(
      count: count, dimension: dimension, cutoff: cutoff.nextUp,
      shoulder: max(cutoff, shoulder).nextUp, height: limits.height)
  }

  /// The share of the degrees of freedom that can be spent on silence before points have to order.
  private static let mostSilent = 0.5

  public func power(frequency: Double) -> Double {
    frequency < cutoff ? 0 : frequency < shoulder ? height : 1
  }

  public func pairCorrelation(distance: Double) -> Double {
    1
      - (height * ballTransform(dimension, cutoff, distance)
        + (1 - height) * ballTransform(dimension, shoulder, distance)) / Double(count)
  }
}

/// Stair pair correlation: no pair below `r0`, `G0` up to `r1`, as in random points above.
///
/// `P(ν) = 1 - N [G0 B_{r0}(ν) + (1-G0) B_{r1}(ν)]`; `P(0) >= 0` needs
/// `N V_d [G0 r0^d + (1-G0) r1^d] <= 1`.
public struct StairPairCorrelationModel: PairCorrelationModel, Hashable {
  public static let name = "stair-pcf"
  public var label: FormulaLabel { .model }
  public static let formula = "P = 1 - N [G0 B_r0 + (1-G0) B_r1]"

  public let count: Int
  public let dimension: Int
  public let radius: Double
  public let shoulder: Double
  public let height: Double

  /// `radius` is `r0`, `shoulder` is `r1 >= r0`, `height` is `G0`.
  public init(count: Int, dimension: Int, radius: Double, shoulder: Double, height: Double) {
    precondition(0 <= radius && radius <= shoulder, "no stair from \(radius) to \(shoulder)")
    (self.count, self.dimension, self.height) = (count, dimension, height)
    (self.radius, self.shoulder) = (radius, shoulder)
  }

  public func power(frequency: Double) -> Double {
    1 - Double(count)
      * (height * ballTransform(dimension, radius, frequency)
        + (1 - height) * ballTransform(dimension, shoulder, frequency))
  }

  public func pairCorrelation(distance: Double) -> Double {
    distance < radius ? 0 : distance < shoulder ? height : 1
  }
}

/// The Fourier transform of the ball of a radius, `V_d R^d Λ_d(2πRν)`.
func ballTransform(_ dimension: Int, _ radius: Double, _ frequency: Double) -> Double {
  unitBallVolume(dimension) * pow(radius, Double(dimension))
    * normalizedBallTransform(dimension, 2 * .pi * radius * frequency)
}
