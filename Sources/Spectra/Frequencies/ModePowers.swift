// The power of points at given frequencies: P(m) = |Σ_j exp(-2πi m·x_j)|² / N.

public import NumericalMethods
public import PointSets

/// How the power at many frequencies is computed.
public enum PowerMethod: Sendable, Hashable, CaseIterable {
  /// The cheaper of the others by their estimated cost.
  case automatic
  /// The sum over the points, at each frequency; exact up to rounding.
  case direct
  /// One non-uniform fast Fourier transform; at most three dimensions.
  case transform
}

/// The power `P(m) = |Σ_j e^{-2πi m·x_j}|² / N` of points at some frequencies.
///
/// On the torus, and with whole frequencies, this is exact: no window leaks. Frequencies count
/// cycles per side of the cube, not angles. `P(0) = N`; independent uniform points have `E P = 1`.
/// The result does not depend on the number of threads.
///
/// | method | cost |
/// |---|---|
/// | direct | `N M` complex products |
/// | transform | `14^d N + (4K)^d log K` for frequencies up to `K` per axis |
public func powers(
  of points: PointSet, at modes: IntegerModes, method: PowerMethod = .automatic,
  threads: Int = defaultThreadCount
) -> [Double] {
  precondition(
    points.dimension == modes.dimension,
    "points of \(points.dimension) dimensions, modes of \(modes.dimension)")
  let reach = modes.components.reduce(0) { max($0, Int(abs($1))) }
  let transform = NonuniformTransform(dimension: points.dimension, reach: reach)
  switch method {
  case .direct: return directPowers(of: points, at: modes, threads: threads)
  case .transform: return transform.powers(of: points, at: modes)
  case .automatic:
    let directCost = 1.5 * Double(points.count) * Double(modes.count) / Double(threads)
    guard points.dimension <= 3, transform.isAffordable, transform.cost(points.count) < directCost
    else { return directPowers(of: points, at: modes, threads: threads) }
    return transform.powers(of: points, at: modes)
  }
}
