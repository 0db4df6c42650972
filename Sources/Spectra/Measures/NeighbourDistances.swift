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
  let grid = CellGrid(points, boundary: boundary)
  var least = Double.infinity
  for point in 0..<points.count {
    let place = Array(points[point])
    if let near = grid.nearest(to: place, excluding: point, within: least.squareRoot()) {
      least = min(least, near.squaredDistance)
    }
  }
  return least.squareRoot()
}

/// A lower bound on the fill distance: the greatest distance of a place to the nearest point.
///
/// The places are `probes` points of an additive recurrence, which fill the cube evenly, and in the
/// box its corners, up to 12 dimensions. Time: `probes` nearest-neighbour searches.
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
  let size = 1024
  let corners = boundary == .box && points.dimension <= 12 ? 1 << points.dimension : 0
  let parts = mapBlocks((probes + corners + size - 1) / size, threads: threads) { block in
    var greatest = 0.0
    for probe in blockRange(block, size: size, of: probes + corners) {
      let place = steps.indices.map { axis -> Double in
        guard probe >= corners else { return Double(probe >> axis & 1) }
        let sum = 0.5 + Double(probe - corners) * steps[axis]
        return sum - sum.rounded(.down)
      }
      let near = grid.nearest(to: place)?.squaredDistance ?? 0
      greatest = max(greatest, near)
    }
    return greatest
  }
  return (parts.max() ?? 0).squareRoot()
}

/// The powers `g^{-1}, …, g^{-d}` of the root of `g^{d+1} = g + 1`.
private func recurrenceSteps(_ dimension: Int) -> [Double] {
  var root = 1.5
  for _ in 0..<60 { root = pow(1 + root, 1 / Double(dimension + 1)) }
  return (1...dimension).map { pow(root, -Double($0)) }
}
