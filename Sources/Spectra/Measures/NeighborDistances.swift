// How near the nearest points are to each other, and how far a place can be from all of them.

internal import Foundation
internal import NumericalMethods
public import PointSets

/// The least distance of two points; `nil` for fewer than two.
///
/// Time: about `N log N` in few dimensions, by cells; the search never looks further than the least
/// distance so far, so that it is much below `d N²/2` in ten dimensions too.
public func minimumDistance(of points: PointSet, boundary: Boundary) -> Double? {
  guard points.count > 1 else { return nil }
  // The nearest neighbors of a few points bound the distance, and so the size of the cells.
  let coarse = CellGrid(points, boundary: boundary)
  var least = (0..<min(32, points.count)).reduce(Double.infinity) { least, point in
    let place = Array(points[point])
    return coarse.nearest(to: place, excluding: point)
      .map { min(least, $0.squaredDistance) } ?? least
  }
  var grid = CellGrid(
    dimension: points.dimension, boundary: boundary, expecting: points.count,
    radius: max(least.squareRoot(), 1e-9))
  for point in 0..<points.count {
    let place = Array(points[point])
    if let near = grid.nearest(to: place, within: least.squareRoot()) {
      least = min(least, near.squaredDistance)
    }
    grid.insert(place)
  }
  return least.squareRoot()
}

/// A lower bound on the fill distance: the greatest distance of a place to the nearest point.
///
/// The places are `probes` points of an additive recurrence, which fill the cube evenly, and in the
/// box its corners, up to 12 dimensions. `nil` for no points. Time: `probes` searches for a point
/// nearer than the bound so far, which mostly end at once.
///
/// ## References
///
/// - M. Roberts, *The Unreasonable Effectiveness of Quasirandom Sequences*, 2018,
///   <https://extremelearning.com.au/unreasonable-effectiveness-of-quasirandom-sequences/>.
public func fillDistance(
  of points: PointSet, boundary: Boundary, probes: Int = 1 << 16,
  threads: Int = defaultThreadCount
) -> Double? {
  guard points.count > 0 else { return nil }
  let grid = CellGrid(points, boundary: boundary)
  let steps = recurrenceSteps(points.dimension)
  let recurrence = { @Sendable (probe: Int) in
    steps.map { step -> Double in
      let sum = 0.5 + Double(probe) * step
      return sum - sum.rounded(.down)
    }
  }
  let size = 1024
  var start = grid.farthest(from: 0, among: 0..<min(size, probes), recurrence)
  if boundary == .box, points.dimension <= 12 {
    start = grid.farthest(from: start, among: 0..<1 << points.dimension) { corner in
      steps.indices.map { Double(corner >> $0 & 1) }
    }
  }
  let least = start
  return mapBlocks((probes + size - 1) / size, threads: threads) { block in
    grid.farthest(from: least, among: blockRange(block, size: size, of: probes), recurrence)
  }.max() ?? least
}

extension CellGrid {
  /// The greatest distance of some places to the nearest point, but `least` at least.
  fileprivate func farthest(
    from least: Double, among probes: Range<Int>, _ place: (Int) -> [Double]
  ) -> Double {
    probes.reduce(least) { greatest, probe in
      let place = place(probe)
      guard isFree(place, radius: greatest) else { return greatest }
      return max(greatest, (nearest(to: place)?.squaredDistance ?? 0).squareRoot())
    }
  }
}

/// The powers `g^{-1}, …, g^{-d}` of the root of `g^{d+1} = g + 1`.
private func recurrenceSteps(_ dimension: Int) -> [Double] {
  var root = 1.5
  for _ in 0..<60 { root = pow(1 + root, 1 / Double(dimension + 1)) }
  return (1...dimension).map { pow(root, -Double($0)) }
}
