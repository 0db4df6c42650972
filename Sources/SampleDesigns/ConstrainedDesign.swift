// Designs on a domain: exactly so many points, all of which meet the constraints.

public import Domains
public import NumericalMethods
public import PointSets

/// Points that meet a domain's constraints, and how much of its box does.
public struct ConstrainedPoints: Sendable, Hashable {
  /// In the unit cube; ``Domain/physical(_:)`` gives them units.
  public let points: PointSet
  /// What the constraints leave of the box; nil without constraints.
  public let feasibleShare: FeasibleShare?
}

extension Domain {
  /// Exactly `count` feasible points of the unit cube, by a design.
  ///
  /// Without constraints they are the design's own. With constraints its points would not survive,
  /// so a random design stays random feasible points, and every other becomes a weighted sample
  /// elimination from a pool of five feasible points for each.
  /// `metrics`: how distances count on each axis, if not as plain differences.
  ///
  /// Throws ``DesignError/infeasible(problem:)`` if no feasible point is found within a million
  /// tries, and what the design throws.
  public func points(
    _ count: Int, by design: any Design, metrics: [AxisMetric]? = nil,
    using generator: inout SeededGenerator, progress: (Double) -> Void = { _ in }
  ) throws(DesignError) -> ConstrainedPoints {
    try points(
      count, besides: nil, by: design, metrics: metrics, using: &generator, progress: progress)
  }

  /// Exactly `count` new feasible points besides existing ones, which stay and are not returned.
  public func points(
    _ count: Int, besides existing: PointSet?, by design: any Design,
    metrics: [AxisMetric]? = nil, using generator: inout SeededGenerator,
    progress: (Double) -> Void = { _ in }
  ) throws(DesignError) -> ConstrainedPoints {
    try checkSize(count, dimension)
    guard !constraints.isEmpty else {
      let points =
        if let existing {
          try design.points(count, besides: existing, using: &generator, progress: progress)
        } else {
          try design.points(count, dimension: dimension, using: &generator, progress: progress)
        }
      return ConstrainedPoints(points: points, feasibleShare: nil)
    }
    let isRandom = design is RandomDesign
    let (size, overflows) = count.multipliedReportingOverflow(by: isRandom ? 1 : 5)
    guard !overflows else { throw .size(count: count, dimension: dimension) }
    let pool = try FeasiblePool(size, in: self, using: &generator) { progress(0.5 * $0) }
    guard !isRandom else {
      return ConstrainedPoints(points: pool.points, feasibleShare: pool.share)
    }
    let metrics = metrics ?? [AxisMetric](repeating: .continuous, count: dimension)
    let kept = SampleElimination(boundary: .box).kept(
      count, of: pool.points.embedded(by: metrics), besides: existing?.embedded(by: metrics),
      share: pool.share.estimate
    ) { progress(0.5 + 0.5 * $0) }
    return ConstrainedPoints(points: pool.points.selecting(kept), feasibleShare: pool.share)
  }
}
