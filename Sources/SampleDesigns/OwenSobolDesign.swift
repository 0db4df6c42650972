// Owen-scrambled Sobol' design: a Sobol' sequence whose digits are permuted by nested chance.

public import NumericalMethods
public import PointSets

/// The first points of a Sobol' sequence after nested uniform scrambling, to 53 bits.
///
/// | | |
/// |---|---|
/// | Count | up to `2^30`; `2^k` holds one point in each of `2^k` strata of every axis |
/// | Dimension | up to 21201 |
/// | Spectrum | `1 - sinc²(m/N)` on the axes, at `N = 2^k` |
/// | Growth | goes on with its own sequence (same seed); beside others, a freshly scrambled one |
/// | Cost | linear in count and dimension |
///
/// Each point is evenly distributed, so a mean over the design is unbiased; for smooth functions its
/// variance falls like `N^-3` up to logarithms.
///
/// ## References
///
/// - A. B. Owen, *Scrambled Net Variance for Integrals of Smooth Functions*, Ann. Statist. 25, 1997,
///   <https://doi.org/10.1214/aos/1031594731>.
public struct OwenSobolDesign: Design {
  public static let name = "sobol-owen"
  public static let summary = "Sobol' sequence with Owen's nested scrambling; best at powers of two"

  public init() {}

  public init(options: DesignOptions) {}

  public func points(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, dimension)
    return try SobolSequence(Self.name, dimension: dimension, seed: generator.next())
      .points(0..<count)
  }

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, existing.dimension)
    let sequence = try SobolSequence(
      Self.name, dimension: existing.dimension, seed: generator.next())
    let isOwn = try sequence.points(0..<existing.count).isNearlyEqual(to: existing)
    let start = isOwn ? existing.count : 0
    return try sequence.points(start..<start + count)
  }
}
