// Growing a study: batches of a design, an order with good prefixes, and failed runs replaced.

import Foundation
public import NumericalMethods
public import PointSets

/// The numbers of the points in an order in which every prefix is spread well.
///
/// The point nearest the middle comes first, then always the one farthest from those before it: no
/// choice of as many points has a fill distance of less than half of that of a prefix, among the
/// points given (Gonzalez 1985). Cost: `N^2 d`.
public func nestedOrder(_ points: PointSet, boundary: Boundary = .box) -> [Int] {
  guard points.count > 0 else { return [] }
  let middle = [Double](repeating: 0.5, count: points.dimension)
  var squares = (0..<points.count).map { Boundary.box.squaredDistance(points[$0], middle[...]) }
  var next = squares.indices.min { squares[$0] < squares[$1] } ?? 0
  squares = [Double](repeating: .infinity, count: points.count)
  var order: [Int] = []
  while true {
    order.append(next)
    squares[next] = -1
    guard order.count < points.count else { return order }
    var (farthest, greatest) = (next, -1.0)
    for point in squares.indices where squares[point] >= 0 {
      squares[point] = min(
        squares[point], boundary.squaredDistance(points[point], points[next]))
      if squares[point] > greatest { (farthest, greatest) = (point, squares[point]) }
    }
    next = farthest
  }
}

/// Parts points into batches whose sizes differ by at most one, each spread well by itself.
///
/// Points of different batches are swapped at random, and a swap stays if it lowers the sum of
/// `(spacing / distance)^{2d}` over the pairs within a batch, with the spacing of a batch. Cost: at
/// most `200 N` swaps of `N d / batches` each, fewer for large `N`. Each batch lists the numbers of
/// its points in ascending order.
public func batches(
  of points: PointSet, count: Int, boundary: Boundary = .box,
  using generator: inout SeededGenerator
) throws(DesignError) -> [[Int]] {
  guard count > 0, count <= points.count else {
    throw .doesNotFit(
      design: "split", problem: "\(points.count) points make no \(count) batches")
  }
  var batches = [[Int]](repeating: [], count: count)
  for (place, point) in generator.permutation(points.count).enumerated() {
    batches[place % count].append(point)
  }
  guard count > 1 else { return batches.map { $0.sorted() } }
  let size = points.count / count
  let crowding = Crowding(
    points: points, boundary: boundary,
    spacing: CellGrid.typicalDistance(size, points.dimension))
  let work = 4 * size * points.dimension
  for _ in 0..<max(1, min(200 * points.count, 1_000_000_000 / work)) {
    let first = generator.index(below: count)
    let shifted = generator.index(below: count - 1)
    let second = shifted < first ? shifted : shifted + 1
    let one = generator.index(below: batches[first].count)
    let other = generator.index(below: batches[second].count)
    let (mine, theirs) = (batches[first][one], batches[second][other])
    let before =
      crowding.of(mine, among: batches[first]) + crowding.of(theirs, among: batches[second])
    let after =
      crowding.of(theirs, among: batches[first], without: mine)
      + crowding.of(mine, among: batches[second], without: theirs)
    if after < before { (batches[first][one], batches[second][other]) = (theirs, mine) }
  }
  return batches.map { $0.sorted() }
}

/// How much the points of a batch crowd one of them.
private struct Crowding {
  let points: PointSet
  let boundary: Boundary
  let spacing: Double

  /// The sum of `(spacing / distance)^{2d}`, each term at most 1e200 so that sums stay comparable.
  func of(_ point: Int, among batch: [Int], without left: Int = -1) -> Double {
    var sum = 0.0
    for other in batch where other != left && other != point {
      let square = boundary.squaredDistance(points[point], points[other])
      sum += min(1e200, pow(spacing * spacing / square, Double(points.dimension)))
    }
    return sum
  }
}

/// The points with those of failed runs replaced by new ones; all others stay exactly where they are.
///
/// The new points are what the design places besides the points that stay, so a failed place may be
/// tried again nearby: nothing else fills its gap.
public func repaired(
  _ points: PointSet, failed: Set<Int>, by design: any Design,
  using generator: inout SeededGenerator
) throws(DesignError) -> PointSet {
  if let stray = failed.filter({ !(0..<points.count).contains($0) }).min() {
    throw .doesNotFit(
      design: "repair", problem: "there is no point \(stray) among \(points.count) to replace")
  }
  guard !failed.isEmpty else { return points }
  let kept = points.selecting((0..<points.count).filter { !failed.contains($0) })
  let fresh = try design.points(failed.count, besides: kept, using: &generator)
  var coordinates = points.coordinates
  for (index, point) in failed.sorted().enumerated() {
    coordinates.replaceSubrange(
      point * points.dimension..<(point + 1) * points.dimension, with: fresh[index])
  }
  return PointSet(coordinates: coordinates, dimension: points.dimension)
}
