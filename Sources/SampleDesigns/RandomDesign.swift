// Random design: independent points, evenly drawn.

public import NumericalMethods
public import PointSets

/// Independent points, evenly drawn: what every other design is compared with.
///
/// | | |
/// |---|---|
/// | Count | any |
/// | Spectrum | 1 at every frequency |
/// | Cost | linear in count and dimension |
public struct RandomDesign: Design {
  public static let name = "random"
  public static let summary = "independent points, evenly drawn"

  public init() {}

  public init(options: DesignOptions) {}

  public func points(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, dimension)
    return PointSet(
      coordinates: (0..<count * dimension).map { _ in generator.uniform() }, dimension: dimension)
  }

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try points(count, dimension: existing.dimension, using: &generator, progress: progress)
  }
}
