// The feasible pool: random points that meet a domain's constraints, however small their region.

import Domains
import NumericalMethods
import PointSets

/// Random points of the unit cube, all feasible, and the share of the cube that is.
struct FeasiblePool {
  private(set) var points: PointSet
  let share: FeasibleShare

  /// At most so many random points are tried; a region of less than some millionths may be missed.
  private static let mostTries = 1_000_000
  /// So many tries at least, so that the share is known to a few percent where it is large.
  private static let leastTries = 2000

  /// A pool of `size` points.
  ///
  /// Random points of the whole cube are tried first. If the constraints leave so little that this
  /// does not fill the pool within `max(100000, 20 size)` tries, the feasible points found are the
  /// starts of random walks that stay feasible and forget their starts (hit and run); at least one
  /// start is looked for among up to a million tries.
  init(
    _ size: Int, in domain: Domain, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) {
    let dimension = domain.dimension
    var (coordinates, found, tried) = ([Double](), 0, 0)
    let plenty = max(100_000, 20 * size)
    // Twenty starts, if they can be had, so that no single corner decides where the walks are.
    while tried < Self.mostTries {
      if found >= size && tried >= Self.leastTries { break }
      if tried >= plenty && found >= 20 { break }
      let place = (0..<dimension).map { _ in generator.uniform() }
      tried += 1
      guard domain.isFeasible(domain.physical(place)) else { continue }
      if found < size { coordinates += place }
      found += 1
    }
    guard found > 0 else {
      throw .infeasible(
        problem: "no feasible point was found among \(tried) random ones: the constraints "
          + "contradict one another, or leave less than some millionths of the box")
    }
    share = FeasibleShare(tried: tried, feasible: found)
    points = PointSet(coordinates: coordinates, dimension: dimension)
    progress(Double(min(found, size)) / Double(size))
    if found < size { walk(to: size, in: domain, using: &generator, progress: progress) }
  }

  /// Adds points by hit and run from the feasible ones found.
  private mutating func walk(
    to size: Int, in domain: Domain, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) {
    let (starts, dimension) = (points, points.dimension)
    var walkers = (0..<starts.count).map { Array(starts[$0]) }
    var coordinates = points.coordinates
    let steps = 4 + 2 * dimension
    var next = 0
    while coordinates.count < size * dimension {
      for _ in 0..<steps { Self.step(&walkers[next], in: domain, using: &generator) }
      coordinates += walkers[next]
      next = (next + 1) % walkers.count
      if next == 0 { progress(Double(coordinates.count) / Double(size * dimension)) }
    }
    points = PointSet(coordinates: coordinates, dimension: dimension)
  }

  /// One step: a random feasible place on a random line through a place.
  ///
  /// Places are drawn on the line's part inside the cube, which is cut to the infeasible place after
  /// each miss, so that a few tries suffice (slice sampling; it leaves the even spread over the
  /// region as it is).
  private static func step(
    _ place: inout [Double], in domain: Domain, using generator: inout SeededGenerator
  ) {
    let direction = place.map { _ in gaussian(using: &generator) }
    var (lower, upper) = (-Double.infinity, Double.infinity)
    for (coordinate, slope) in zip(place, direction) where slope != 0 {
      let ends = (-coordinate / slope, (1 - coordinate) / slope)
      lower = max(lower, min(ends.0, ends.1))
      upper = min(upper, max(ends.0, ends.1))
    }
    guard lower <= 0, upper >= 0, lower.isFinite, upper.isFinite else { return }
    for _ in 0..<60 {
      let shift = lower + (upper - lower) * generator.uniform()
      let candidate = zip(place, direction).map { min(1, max(0, $0 + shift * $1)) }
      if domain.isFeasible(domain.physical(candidate)) {
        place = candidate
        return
      }
      if shift < 0 { lower = shift } else { upper = shift }
    }
  }

  /// A normal number, as the sum of twelve even ones: enough for a direction.
  private static func gaussian(using generator: inout SeededGenerator) -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + generator.uniform() }
  }
}
