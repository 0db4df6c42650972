// Latin hypercube: one point in each of N equal strata of every axis, paired by chance.

public import NumericalMethods
public import PointSets

/// One point in each of `N` strata of every axis, paired by chance.
///
/// | | |
/// |---|---|
/// | Count | any |
/// | Spectrum | `1 - sinc²(m/N)` on the axes, about 1 elsewhere |
/// | Growth | strata are refined to the new total: every new point takes a free one on every axis |
/// | Cost | linear in count and dimension |
///
/// Growing `N` points by `(k - 1) N` makes a Latin hypercube of `k N` again; at other counts some
/// strata hold two of the old points, and every new point still has one for itself.
///
/// ## References
///
/// - M. D. McKay, R. J. Beckman, W. J. Conover, *A Comparison of Three Methods for Selecting Values
///   of Input Variables*, Technometrics 21(2), 1979, <https://doi.org/10.2307/1268522>.
public struct LatinHypercube: Design {
  public static let name = "lhs"
  public static let summary = "Latin hypercube: one point in each stratum of every axis"

  public init() {}

  public init(options: DesignOptions) {}

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, existing.dimension)
    return latinHypercube(count, besides: existing, within: .anywhere, using: &generator)
  }
}

/// Where in its stratum a coordinate lies.
enum StratumPlace {
  case anywhere
  case center

  func share(using generator: inout SeededGenerator) -> Double {
    self == .center ? 0.5 : generator.uniform()
  }
}

/// New points, one in each of as many free strata of every axis, paired by chance.
func latinHypercube(
  _ count: Int, besides existing: PointSet, within place: StratumPlace,
  using generator: inout SeededGenerator
) -> PointSet {
  let total = existing.count + count
  let columns = (0..<existing.dimension).map { axis in
    let strata = freeStrata(
      count, besides: existing.column(axis), count: total, using: &generator)
    return generator.permutation(count).map {
      stratum(strata[$0], of: total, at: place.share(using: &generator))
    }
  }
  return PointSet(columns: columns)
}
