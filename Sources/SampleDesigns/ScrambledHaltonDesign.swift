// Scrambled Halton design: a Halton sequence whose digits are permuted by chance.

public import NumericalMethods
public import PointSets

/// The first points of a Halton sequence, each digit of each axis permuted by chance.
///
/// | | |
/// |---|---|
/// | Count | any; no count is better than its neighbours on all axes |
/// | Dimension | up to 1000 |
/// | Growth | goes on with its own sequence (same seed); beside others, a freshly scrambled one |
/// | Cost | `N d log N` |
///
/// ## References
///
/// - A. B. Owen, *A Randomized Halton Algorithm in R*, 2017, <https://arxiv.org/abs/1706.02808>.
public struct ScrambledHaltonDesign: Design {
  public static let name = "halton-scrambled"
  public static let summary = "Halton sequence with randomly permuted digits; any count"

  public init() {}

  public init(options: DesignOptions) {}

  public func points(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, dimension)
    return try HaltonSequence(Self.name, dimension: dimension, seed: generator.next())
      .points(0..<count)
  }

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, existing.dimension)
    let sequence = try HaltonSequence(
      Self.name, dimension: existing.dimension, seed: generator.next())
    let isOwn = sequence.points(0..<existing.count).isNearlyEqual(to: existing)
    let start = isOwn ? existing.count : 0
    return sequence.points(start..<start + count)
  }
}
