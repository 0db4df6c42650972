// Nearest points: the distance to the nearest of a growing set, by cells in few dimensions.

import PointSets

/// A growing set of points that tells the distance to the nearest.
struct NearestPoints {
  private let dimension: Int
  private let boundary: Boundary
  private var coordinates: [Double]
  private(set) var count = 0
  /// Cells along each axis; 0 where points are compared one by one.
  private let cellCount: Int
  /// The last point of each cell, and for each point the one before it in its cell; -1 for none.
  private var lastInCell: [Int32]
  private var previous: [Int32] = []

  var usesCells: Bool { cellCount > 0 }

  init(_ points: PointSet, expected: Int, boundary: Boundary) {
    (dimension, self.boundary) = (points.dimension, boundary)
    coordinates = []
    coordinates.reserveCapacity(expected * points.dimension)
    if points.dimension <= 4 {
      // Two points a cell.
      cellCount = wholeRoot(max(1, expected / 2), points.dimension)
      lastInCell = Array(repeating: -1, count: power(cellCount, points.dimension))
    } else {
      (cellCount, lastInCell) = (0, [])
    }
    for point in 0..<points.count { insert(points[point]) }
  }

  mutating func insert(_ point: ArraySlice<Double>) {
    coordinates += point
    if usesCells {
      let cell = point.reduce(0) { $0 * cellCount + cellIndex($1) }
      previous.append(lastInCell[cell])
      lastInCell[cell] = Int32(count)
    }
    count += 1
  }

  /// The squared distance to the nearest point; infinite if there is none.
  ///
  /// Where there are no cells, the points before `beyond` are left out.
  func squaredDistance(to point: ArraySlice<Double>, beyond: Int) -> Double {
    guard usesCells else {
      return (beyond..<count).reduce(.infinity) { min($0, squaredDistance(point, $1, below: $0)) }
    }
    let width = 1 / Double(cellCount)
    var nearest = Double.infinity
    for ring in 0...cellCount {
      searchRing(ring, around: point, &nearest)
      // Whatever lies farther out is at least `ring` cells away.
      if nearest <= Double(ring) * width * Double(ring) * width { break }
    }
    return nearest
  }

  private func cellIndex(_ coordinate: Double) -> Int {
    min(cellCount - 1, max(0, Int(coordinate * Double(cellCount))))
  }

  /// Looks at the cells that are `ring` steps away along some axis, and no more along any.
  private func searchRing(_ ring: Int, around point: ArraySlice<Double>, _ nearest: inout Double) {
    let width = 2 * ring + 1
    for code in 0..<power(width, dimension) {
      var (rest, cell, farthest, isInside) = (code, 0, 0, true)
      for coordinate in point {
        let step = rest % width - ring
        rest /= width
        farthest = max(farthest, abs(step))
        var index = cellIndex(coordinate) + step
        if boundary == .torus { index = (index % cellCount + cellCount) % cellCount }
        isInside = isInside && (0..<cellCount).contains(index)
        cell = cell * cellCount + index
      }
      guard farthest == ring, isInside else { continue }
      var other = Int(lastInCell[cell])
      while other >= 0 {
        nearest = min(nearest, squaredDistance(point, other, below: nearest))
        other = Int(previous[other])
      }
    }
  }

  /// The squared distance to one point, or some number not below `limit`.
  private func squaredDistance(
    _ point: ArraySlice<Double>, _ other: Int, below limit: Double
  ) -> Double {
    var (sum, place) = (0.0, other * dimension)
    for coordinate in point {
      let difference = boundary.difference(coordinate, coordinates[place])
      sum += difference * difference
      if sum >= limit { return sum }
      place += 1
    }
    return sum
  }
}
