// Stair limits: how far the empty part of a stair-shaped spectrum can reach.

import Foundation

/// The widest stair of a given height whose transform is nowhere negative.
///
/// A stair is 0 below `a`, `H` from `a` to `b`, and 1 beyond, in units of the step limit
/// `ν_c = (λ/V_d)^{1/d}` (for a power spectrum) or `r_c = (λ V_d)^{-1/d}` (for a pair correlation):
/// the two are dual, and one table serves both. With `ρ = b/a` and
/// `h_ρ(s) = H Λ_d(s) - (H-1) ρ^d Λ_d(ρ s)` the transform is `1 - a^d h_ρ`, so that
/// `a = max_ρ (max_s h_ρ(s))^{-1/d}`. The condition is necessary for points with such a spectrum to
/// exist; it is not known to be sufficient.
///
/// ## References
///
/// - B. Kailkhura et al., *A Statistical Mechanics Framework for Task-Agnostic Sample Design in
///   Machine Learning*, NeurIPS 2020.
public struct StairLimits: Sendable, Hashable {
  public let dimension: Int
  /// `H`, the height of the stair.
  public let height: Double
  /// `a`, where the stair begins.
  public let lower: Double
  /// `b`, where the stair ends.
  public let upper: Double

  /// The limits for a height `H >= 1`; about a hundred scans of a Bessel function.
  public init(dimension: Int, height: Double) {
    precondition(dimension > 0 && height >= 1 && height.isFinite, "no stair of height \(height)")
    guard height > 1 else {
      self.init(dimension: dimension, height: height, ratio: 1)
      return
    }
    let ratio = Self.minimum(
      of: { Self.peak(dimension, height, ratio: $0) }, from: 1,
      to: Self.largestRatio(dimension, height))
    self.init(dimension: dimension, height: height, ratio: ratio)
  }

  /// The largest `a` for a given height and `ρ = b/a >= 1`; one scan.
  public init(dimension: Int, height: Double, ratio: Double) {
    precondition(ratio >= 1 && ratio.isFinite, "a stair does not end before it begins")
    (self.dimension, self.height) = (dimension, height)
    lower =
      ratio == 1
      ? 1 : pow(Self.peak(dimension, height, ratio: ratio), -1 / Double(dimension))
    upper = lower * ratio
  }

  /// At one and a half times the ratio where `h(0) = 0`, the peak elsewhere has long been what
  /// counts.
  private static func largestRatio(_ dimension: Int, _ height: Double) -> Double {
    1.5 * pow(height / (height - 1), 1 / Double(dimension))
  }

  /// `max_s h_ρ(s)`: a scan of the first oscillations, then a parabola through the best three.
  private static func peak(_ dimension: Int, _ height: Double, ratio: Double) -> Double {
    let far = (height - 1) * pow(ratio, Double(dimension))
    let value = { (s: Double) in
      height * normalizedBallTransform(dimension, s)
        - far * normalizedBallTransform(dimension, ratio * s)
    }
    let step = 0.05
    // The first minimum of Λ_d lies near d/2 + 4; later ones are smaller.
    let values = stride(from: 0, through: 12 + Double(dimension), by: step).map(value)
    guard let best = values.indices.max(by: { values[$0] < values[$1] }), best > 0,
      best + 1 < values.count
    else { return values[0] }
    let (left, middle, right) = (values[best - 1], values[best], values[best + 1])
    let bend = left - 2 * middle + right
    return bend < 0 ? middle - (right - left) * (right - left) / (8 * bend) : middle
  }

  /// Where a function of one valley is least, to 1e-9: a scan, then the golden section.
  private static func minimum(
    of function: (Double) -> Double, from lower: Double, to upper: Double
  ) -> Double {
    let marks = (0...60).map { lower + (upper - lower) * Double($0) / 60 }
    let values = marks.map(function)
    let best = values.indices.min { values[$0] < values[$1] } ?? 0
    var (left, right) = (marks[max(best - 1, 0)], marks[min(best + 1, 60)])
    let golden = (5.0.squareRoot() - 1) / 2
    while right - left > 1e-9 {
      let (first, second) = (right - golden * (right - left), left + golden * (right - left))
      if function(first) < function(second) { right = second } else { left = first }
    }
    return (left + right) / 2
  }
}
