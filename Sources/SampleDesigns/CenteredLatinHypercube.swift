// Centred Latin hypercube: every point in the middle of its strata.

public import NumericalMethods
public import PointSets

/// A Latin hypercube whose points lie in the middle of their strata: `(permutation + 1/2)/N`.
///
/// | | |
/// |---|---|
/// | Count | any |
/// | Growth | as ``LatinHypercube``, in the middle of the refined strata |
/// | Cost | linear in count and dimension |
public struct CenteredLatinHypercube: Design {
  public static let name = "lhs-centered"
  public static let summary = "Latin hypercube of stratum centres"

  public init() {}

  public init(options: DesignOptions) {}

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, existing.dimension)
    return latinHypercube(count, besides: existing, within: .center, using: &generator)
  }
}
