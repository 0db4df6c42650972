// The spectrum of stealthy designs: none at all below a cut-off.

import Foundation
import NumericalMethods

/// The spectrum of a design whose power is zero at all frequencies up to a cut-off.
///
/// Of `d(N-1)` degrees of freedom a share `χ` is spent on frequencies `±m`, from the lowest upwards,
/// whole shells only. What the design lacks below it has too much above, as
/// `Σ_m (1 - P) = N` for points that never coincide: the model puts the excess in a step of height
/// ``excessHeight`` just beyond the cut-off.
public struct StealthyModel: RadialModel, Hashable {
  public static let name = "stealthy"
  public var label: FormulaLabel { .model }
  public static let formula = "P = 0 up to K, 1.5 on the excess shell, 1 above"

  /// The share of the degrees of freedom that is spent, as the generator does it reliably.
  public static let defaultShare = 0.4
  /// The assumed power just beyond the cut-off.
  public static let excessHeight = 1.5

  public let count: Int
  public let dimension: Int
  /// The highest silent frequency, 0 where not even one shell can be silenced.
  public let cutoff: Double
  private let shoulder: Double

  public init(count: Int, dimension: Int) {
    self.init(count: count, dimension: dimension, share: Self.defaultShare)
  }

  /// With the share `χ` of the degrees of freedom.
  public init(count: Int, dimension: Int, share: Double) {
    precondition(count > 0 && dimension > 0 && share > 0, "no stealthy design of \(count) points")
    (self.count, self.dimension) = (count, dimension)
    let d = Double(dimension)
    let budget = share * d * Double(count - 1)
    cutoff = SilentModes(dimension: dimension).reach(pairs: budget)
    let ball = unitBallVolume(dimension)
    let excess = ball * pow(cutoff, d) - Double(count)
    let spread = excess > 0 ? excess / ((Self.excessHeight - 1) * ball) : 0
    shoulder = pow(pow(cutoff, d) + spread, 1 / d)
  }

  public func power(frequency: Double) -> Double {
    if frequency <= cutoff * (1 + 1e-12) { return 0 }
    return frequency < shoulder ? Self.excessHeight : 1
  }

  /// The smallest number of points that can silence so many pairs `±m`: `1 + ⌈M / (d χ)⌉`.
  public static func smallestCount(
    silencing pairs: Double, dimension: Int, share: Double = defaultShare
  ) -> Double {
    // Rounding must not add a point where the quotient is whole.
    1 + (pairs / (Double(dimension) * share) - 1e-9).rounded(.up)
  }
}
