// Weighted sample elimination: the crowded points of a pool are dropped until a count is left.

import Foundation
public import NumericalMethods
public import PointSets

/// Points that are left when the most crowded ones of a random pool are dropped one after another.
///
/// A point's weight is `Σ_j (1 - d_ij / 2r)^8` over the points within `2r`, the distance of the
/// densest packing of `count` points; the heaviest goes first. The same elimination picks points of
/// any pool, and so serves regions of any shape.
///
/// | | |
/// |---|---|
/// | Count | any |
/// | Least distance | about 0.75 to 0.8 `N^{-1/2}` in two dimensions |
/// | Cost | `N log N` up to 5 dimensions, quadratic above |
///
/// ## References
///
/// - C. Yuksel, *Sample Elimination for Generating Poisson Disk Sample Sets*, Computer Graphics Forum
///   34, 2015, <https://doi.org/10.1111/cgf.12538>.
public struct SampleElimination: Design {
  public static let name = "elimination"
  public static let summary = "a random pool without its most crowded points"

  public let boundary: Boundary
  /// The points of the pool for each that is kept.
  public let poolFactor: Int

  public init(boundary: Boundary = .box, poolFactor: Int = 5) {
    precondition(poolFactor > 1, "a pool of \(poolFactor) points a point leaves no choice")
    (self.boundary, self.poolFactor) = (boundary, poolFactor)
  }

  public init(options: DesignOptions) { self.init(boundary: options.boundary ?? .box) }

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, existing.dimension)
    let (size, overflows) = count.multipliedReportingOverflow(by: poolFactor)
    guard !overflows else { throw .size(count: count, dimension: existing.dimension) }
    let pool = try RandomDesign().points(size, dimension: existing.dimension, using: &generator)
    return pool.selecting(kept(count, of: pool, besides: existing, progress: progress))
  }

  /// The numbers of the `count` points of a pool that are kept, in ascending order.
  ///
  /// `existing`: points that stay, and by which the pool's points are crowded too. `share`: how much
  /// of the unit cube the pool covers, which makes points of a small region keep a smaller distance.
  public func kept(
    _ count: Int, of pool: PointSet, besides existing: PointSet? = nil, share: Double = 1,
    progress: (Double) -> Void = { _ in }
  ) -> [Int] {
    precondition(count <= pool.count, "\(count) points of \(pool.count) cannot be kept")
    let total = count + (existing?.count ?? 0)
    let reach = Self.packingDistance(total, pool.dimension, share: share)
    let all = existing.map { pool.appending($0) } ?? pool
    let weights = Weights(
      grid: CellGrid(all, boundary: boundary, radius: reach), reach: reach,
      least: reach * (1 - pow(Double(total) / Double(all.count), 1.5)) * 0.65)
    var heap = IndexHeap(keys: (0..<pool.count).map { weights.weight($0) })
    while heap.count > count {
      let dropped = heap.removeGreatest()
      weights.forEachNeighbor(of: dropped) { neighbor, weight in
        guard neighbor < pool.count && heap.contains(neighbor) else { return }
        heap.lower(neighbor, to: heap.keys[neighbor] - weight)
      }
      if heap.count.isMultiple(of: 1024) {
        progress(Double(pool.count - heap.count) / Double(pool.count - count))
      }
    }
    progress(1)
    return (0..<pool.count).filter(heap.contains)
  }

  /// The distance of `count` points in the densest packing known, or nearly.
  private static func packingDistance(_ count: Int, _ dimension: Int, share: Double) -> Double {
    // The share of space that the densest lattices fill.
    let filled = [1, 0.9069, 0.7405, 0.6169, 0.4653, 0.3729, 0.2953, 0.2537]
    let density =
      dimension <= filled.count ? filled[dimension - 1] : 0.2537 * exp2(8 - Double(dimension))
    return 2
      * pow(density * share / (Double(count) * unitBallVolume(dimension)), 1 / Double(dimension))
  }
}

/// How much the points of a pool crowd one another.
private struct Weights {
  let grid: CellGrid
  /// The distance from which on points do not crowd.
  let reach: Double
  /// The distance below which they do not crowd more, so that pairs that lie very close by chance do
  /// not decide the order.
  let least: Double

  func forEachNeighbor(of point: Int, _ body: (Int, Double) -> Void) {
    let dimension = grid.dimension
    let place = Array(grid.coordinates[point * dimension..<(point + 1) * dimension])
    grid.forEachNeighbor(of: place, within: reach) { neighbor, square in
      guard neighbor != point else { return }
      let closeness = 1 - max(least, square.squareRoot()) / reach
      let square = closeness * closeness
      body(neighbor, square * square * square * square)
    }
  }

  func weight(_ point: Int) -> Double {
    var sum = 0.0
    forEachNeighbor(of: point) { _, weight in sum += weight }
    return sum
  }
}
