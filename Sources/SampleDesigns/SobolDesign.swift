// Sobol' design: the first points of the Sobol' sequence, unscrambled.

public import NumericalMethods
public import PointSets

/// The first points of the Sobol' sequence with the directions of Joe and Kuo, in Gray code order.
///
/// | | |
/// |---|---|
/// | Count | up to `2^30`; balanced at powers of two |
/// | Dimension | up to 21201 |
/// | Growth | goes on with the sequence; beside other points, a freshly scrambled one |
/// | Cost | linear in count and dimension |
///
/// It uses no chance and starts at the corner 0, where many simulations are at their oddest:
/// ``OwenSobolDesign`` is the one to use.
///
/// ## References
///
/// - S. Joe, F. Y. Kuo, *Constructing Sobol' Sequences with Better Two-Dimensional Projections*,
///   SIAM J. Sci. Comput. 30, 2008, <https://doi.org/10.1137/070709359>.
public struct SobolDesign: Design {
  public static let name = "sobol"
  public static let summary = "Sobol' sequence, unscrambled, from its origin"

  public init() {}

  public init(options: DesignOptions) {}

  public func points(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, dimension)
    return try SobolSequence(Self.name, dimension: dimension).points(0..<count)
  }

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, existing.dimension)
    let (start, end) = (existing.count, existing.count + count)
    let plain = try SobolSequence(Self.name, dimension: existing.dimension)
    if try plain.points(0..<start).isNearlyEqual(to: existing) {
      return try plain.points(start..<end)
    }
    return try OwenSobolDesign().points(
      count, besides: existing, using: &generator, progress: progress)
  }
}
