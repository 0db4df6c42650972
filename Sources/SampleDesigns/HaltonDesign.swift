// Halton design: the first points of the Halton sequence, unscrambled.

public import NumericalMethods
public import PointSets

/// The first points of the Halton sequence: mirrored digits in the bases 2, 3, 5, 7, ….
///
/// | | |
/// |---|---|
/// | Count | any |
/// | Dimension | up to 1000; correlated axes from about 8 on |
/// | Growth | goes on with the sequence; beside other points, a freshly scrambled one |
/// | Cost | `N d log N` |
///
/// It uses no chance and starts at the corner 0; ``ScrambledHaltonDesign`` is the one to use.
///
/// ## References
///
/// - J. H. Halton, *On the Efficiency of Certain Quasi-Random Sequences of Points*, Numer. Math. 2,
///   1960, <https://doi.org/10.1007/BF01386213>.
public struct HaltonDesign: Design {
  public static let name = "halton"
  public static let summary = "Halton sequence, unscrambled, from its origin"

  public init() {}

  public init(options: DesignOptions) {}

  public func points(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, dimension)
    return try HaltonSequence(Self.name, dimension: dimension).points(0..<count)
  }

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, existing.dimension)
    let (start, end) = (existing.count, existing.count + count)
    let plain = try HaltonSequence(Self.name, dimension: existing.dimension)
    if plain.points(0..<start).isNearlyEqual(to: existing) { return plain.points(start..<end) }
    return try ScrambledHaltonDesign().points(
      count, besides: existing, using: &generator, progress: progress)
  }
}
