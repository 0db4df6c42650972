// Latinized designs: the order of another design's coordinates, spread evenly over the strata.

public import NumericalMethods
public import PointSets

/// A design whose coordinates are replaced by their ranks: `x_ik -> (rank_k(x_i) + U)/N`.
///
/// The result is a Latin hypercube, so the power on the axes falls to `1 - sinc²(m/N)`, and points
/// that were far apart mostly stay so. Equal coordinates are ranked by chance.
///
/// | | |
/// |---|---|
/// | Count | whichever the base has |
/// | Growth | the base grows; the new points take the order of its, in free strata |
/// | Cost | that of the base, and `N log N` for each axis |
public struct Latinized<Base: Design>: Design {
  public static var name: String { Base.name + DesignCatalog.latinizedSuffix }
  public static var summary: String { Base.summary + ", each coordinate mapped to its rank" }

  public let base: Base

  public init(_ base: Base) { self.base = base }

  public init(options: DesignOptions) throws(DesignError) { self.base = try Base(options: options) }

  public func points(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    let points = try base.points(
      count, dimension: dimension, using: &generator, progress: progress)
    return latinized(
      points, besides: PointSet(dimension: dimension), within: .anywhere, using: &generator)
  }

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    let points = try base.points(count, besides: existing, using: &generator, progress: progress)
    return latinized(points, besides: existing, within: .anywhere, using: &generator)
  }
}

/// Replaces each coordinate by a place in the free stratum of the same rank.
func latinized(
  _ points: PointSet, besides existing: PointSet, within place: StratumPlace,
  using generator: inout SeededGenerator
) -> PointSet {
  let total = existing.count + points.count
  let columns = (0..<points.dimension).map { axis in
    let (column, tie) = (points.column(axis), generator.permutation(points.count))
    let order = (0..<points.count).sorted { (column[$0], tie[$0]) < (column[$1], tie[$1]) }
    let strata = freeStrata(
      points.count, besides: existing.column(axis), count: total, using: &generator)
    var mapped = column
    for (rank, point) in order.enumerated() {
      mapped[point] = stratum(strata[rank], of: total, at: place.share(using: &generator))
    }
    return mapped
  }
  return PointSet(columns: columns)
}
