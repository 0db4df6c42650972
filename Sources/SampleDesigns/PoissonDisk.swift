// Poisson disk design: random points that keep a distance from one another.

import Foundation
public import NumericalMethods
public import PointSets

/// Random points, no two closer than a radius: blue noise, the default for surrogate models.
///
/// Darts are thrown at random places and stick where no other point is closer than the radius. For
/// exactly `count` points the radius starts a little above that of a saturated design of this size
/// and is multiplied by 0.98 whenever no more darts stick; the last is the least distance of the
/// design. In two dimensions, and in three for up to 3000 points, "no more" is known, because what
/// the disks leave uncovered is tracked in voxels; else it is taken from 1000 darts in a row that
/// miss, from 7 dimensions on from `10^6 / N` between 100 and 1000.
///
/// | | |
/// |---|---|
/// | Count | any; or by radius: what fits, see ``maximal(radius:dimension:using:)`` |
/// | Least distance | near that of random sequential addition, 0.83 `N^{-1/2}` in two dimensions |
/// | Spectrum | about 0.06 at low frequencies, a peak at the reciprocal of the radius |
/// | Cost | about linear in count up to 6 dimensions, quadratic with a small factor above |
///
/// With ``Boundary/box``, the default, points reach the faces, which surrogates gain from; with
/// ``Boundary/torus`` the distances wrap around, as the theory of integration errors assumes.
///
/// ## References
///
/// - M. McCool, E. Fiume, *Hierarchical Poisson Disk Sampling Distributions*, Graphics Interface 1992.
/// - M. S. Ebeida et al., *A Simple Algorithm for Maximal Poisson-Disk Sampling in High Dimensions*,
///   Computer Graphics Forum 31, 2012, <https://doi.org/10.1111/j.1467-8659.2012.03059.x>.
public struct PoissonDisk: Design {
  public static let name = "poisson-disk"
  public static let summary = "random points that keep a distance from one another"

  public let boundary: Boundary
  /// The least distance, if it is given; else it is the largest found for the count.
  public let radius: Double?

  public init(boundary: Boundary = .box) { (self.boundary, radius) = (boundary, nil) }

  public init(options: DesignOptions) throws(DesignError) {
    boundary = options.boundary ?? .box
    radius = options.radius
    if let radius { try Self.check(radius) }
  }

  public func points(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, dimension)
    return try fill(
      count, besides: PointSet(dimension: dimension), using: &generator, progress: progress)
  }

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, existing.dimension)
    return try fill(count, besides: existing, using: &generator, progress: progress)
  }

  /// As many points as fit at least `radius` apart: no further point would.
  ///
  /// In up to four dimensions this is so for certain; in more it is taken from 20000 darts in a row
  /// that miss. Cost: about linear in the number of points, which is near `(0.83 / radius)^2` in two
  /// dimensions on the torus.
  public func maximal(
    radius: Double, dimension: Int, using generator: inout SeededGenerator
  ) throws(DesignError) -> PointSet {
    try checkSize(1, dimension)
    try Self.check(radius)
    let expected = typicalCount(radius, dimension)
    guard expected * Double(dimension) < 1e8 else {
      throw .doesNotFit(
        design: Self.name,
        problem: "about \(expected) points fit at radius \(radius) in \(dimension) dimensions, "
          + "more than can be held")
    }
    var darts = DartThrowing(
      besides: PointSet(dimension: dimension), boundary: boundary, total: Int(expected) + 1,
      radius: radius)
    let isTracked = isTrackable(dimension, radius)
    darts.fill(
      upTo: .max, radius: radius, patience: isTracked ? 20 : 20_000, using: &generator)
    if isTracked { _ = darts.saturate(upTo: .max, radius: radius, using: &generator) }
    return darts.grid.points
  }

  private static func check(_ radius: Double) throws(DesignError) {
    guard radius > 0, radius.isFinite else {
      throw .option(design: name, problem: "the radius is \(radius), not above 0")
    }
  }
}

extension PoissonDisk {
  /// What the radius is multiplied by when no more points fit.
  private static let relaxation = 0.98

  private func fill(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    let total = existing.count + count
    let dimension = existing.dimension
    let typical = typicalRadius(total, dimension)
    var radius = self.radius ?? startRadius(count, besides: existing, using: &generator)
    var darts = DartThrowing(
      besides: existing, boundary: boundary, total: total, radius: self.radius ?? typical)
    while true {
      let isTracked = dimension <= 2 || (dimension == 3 && total <= 3000)
      darts.fill(
        upTo: total, radius: radius, patience: isTracked ? 20 : patience(total, dimension),
        using: &generator)
      if isTracked { _ = darts.saturate(upTo: total, radius: radius, using: &generator) }
      let placed = darts.grid.count - existing.count
      progress(Double(placed) / Double(count))
      if placed == count { break }
      guard self.radius == nil else {
        throw .doesNotFit(
          design: Self.name, problem: "only \(placed) of \(count) points fit at radius \(radius)")
      }
      radius *= Self.relaxation
    }
    return darts.grid.points.selecting(existing.count..<total)
  }

  /// The darts in a row that must miss before the radius shrinks.
  ///
  /// In many dimensions a dart costs a look at a share of all points, and patience gains little.
  private func patience(_ total: Int, _ dimension: Int) -> Int {
    dimension <= 6 ? 1000 : max(100, min(1000, 1_000_000 / total))
  }

  /// Whether there is room for the voxels that tell what is uncovered.
  private func isTrackable(_ dimension: Int, _ radius: Double) -> Bool {
    dimension <= 4
      && pow(Double(dimension).squareRoot() / radius + 1, Double(dimension)) < 2e7
  }

  /// A radius at which somewhat fewer than `count` points fit.
  private func startRadius(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator
  ) -> Double {
    let fresh = typicalRadius(count, existing.dimension) * 1.01
    guard existing.count > 0 else { return fresh }
    // The largest hole that some probes find among the points there are.
    let grid = CellGrid(existing, boundary: boundary)
    var hole = 0.0
    for _ in 0..<2000 {
      let place = (0..<existing.dimension).map { _ in generator.uniform() }
      hole = max(hole, grid.nearest(to: place)?.squaredDistance ?? 0)
    }
    return min(fresh, 1.05 * hole.squareRoot())
  }

  /// The radius at which about `count` points fit: that of saturated random sequential addition.
  ///
  /// On a box the disks of points near the faces reach outside, which leaves room for more.
  private func typicalRadius(_ count: Int, _ dimension: Int) -> Double {
    let spacing = Self.saturation(dimension) * pow(Double(count), -1 / Double(dimension))
    guard boundary == .box else { return min(spacing, Double(dimension).squareRoot() / 2) }
    return min(spacing / max(0.3, 1 - 0.7 * spacing), Double(dimension).squareRoot())
  }

  /// The inverse of ``typicalRadius(_:_:)``, roughly.
  private func typicalCount(_ radius: Double, _ dimension: Int) -> Double {
    let room = boundary == .box ? 1 + radius : 1
    return pow(room * Self.saturation(dimension) / radius, Double(dimension))
  }

  /// The least distance at saturation times `N^{1/d}` on the torus, `2 (φ / V_d)^{1/d}`.
  ///
  /// The share `φ` of space filled by balls of half the radius is from the literature for up to 8
  /// dimensions; beyond it is continued as `2^-d` times a slowly growing factor.
  private static func saturation(_ dimension: Int) -> Double {
    let filled = [0.7476, 0.5471, 0.3841, 0.2601, 0.1707, 0.1093, 0.0684, 0.0423]
    let share =
      dimension <= filled.count
      ? filled[dimension - 1] : exp2(-Double(dimension)) * (1.35 * Double(dimension))
    return 2 * pow(share / unitBallVolume(dimension), 1 / Double(dimension))
  }
}
