// SetCovariance: the share of a box that stays inside it when it is moved, over all directions.

internal import Foundation
internal import NumericalMethods

/// The isotropised set covariance of a box: how much of it overlaps with itself moved by `r`, over
/// its volume, averaged over the directions of the move.
///
/// `γ(r) = (1/V) Σ_k (-r)^k e_{d-k}(L) π^{-k/2} Γ(d/2) / Γ((d+k)/2)` for `r` up to the least side;
/// `e_j` are the elementary symmetric sums of the sides `L`. An identity, in every dimension. Pairs
/// of independent uniform points have distances of the density `s_d(r) γ(r) / V`, where
/// `s_d(r) = d V_d r^{d-1}`: the edge correction of a pair correlation in a box.
public struct SetCovariance: Sendable, Hashable {
  public let dimension: Int
  /// The least side, to which the formula holds.
  public let validRadius: Double
  /// The factors of `r^k`.
  let coefficients: [Double]

  /// The covariance of a box of some sides.
  public init(sides: [Double]) {
    precondition(
      !sides.isEmpty && sides.allSatisfy { $0 > 0 && $0.isFinite }, "sides \(sides) of a box")
    var symmetric = [1.0]
    for side in sides {
      let shifted = [0] + symmetric.map { $0 * side }
      symmetric = zip(symmetric + [0], shifted).map(+)
    }
    let half = Double(sides.count) / 2
    coefficients = (0...sides.count).map { k in
      let gammas = exp(lgamma(half) - lgamma(half + Double(k) / 2))
      return symmetric[sides.count - k] / symmetric[sides.count] * gammas
        * pow(.pi, -Double(k) / 2) * (k.isMultiple(of: 2) ? 1 : -1)
    }
    (dimension, validRadius) = (sides.count, sides.min() ?? 0)
  }

  /// The covariance of the unit cube.
  public init(cube dimension: Int) {
    self.init(sides: [Double](repeating: 1, count: dimension))
  }

  /// The torus, which has no edge: `γ = 1`, and every ball of radius up to 1/2 fits.
  public init(torus dimension: Int) {
    (self.dimension, validRadius, coefficients) = (dimension, 0.5, [1])
  }

  /// `γ(r)`.
  public func callAsFunction(_ radius: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * radius + $1 }
  }

  /// The integral of `s_d(r) γ(r)` over a range of radii: for `γ = 1` the volume of a shell.
  public func shellVolume(from lower: Double, to upper: Double) -> Double {
    integral(upper) - integral(lower)
  }

  private func integral(_ radius: Double) -> Double {
    let degree = Double(dimension)
    let terms = coefficients.indices.map { coefficients[$0] * degree / (degree + Double($0)) }
    let sum = terms.reversed().reduce(0) { $0 * radius + $1 }
    return unitBallVolume(dimension) * pow(radius, degree) * sum
  }
}
