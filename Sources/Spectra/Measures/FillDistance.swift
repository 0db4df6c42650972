// Fill distance: how far a place can be from all points.

internal import Foundation
public import NumericalMethods
public import PointSets

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
  return concurrentMap((probes + size - 1) / size, jobs: threads) { block in
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
