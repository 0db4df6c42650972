// Farthest fill: new points far from everything there is, the way in which most designs grow.

package import NumericalMethods
package import PointSets

/// Places `count` points, each as far as can be from the existing ones and from one another.
///
/// A pool of `candidates` random points for each wanted one is drawn once; then the candidate
/// farthest from every point so far is taken, again and again. Distances only shrink as points are
/// added, so a candidate is measured anew only when it comes up first (lazy greedy: the same choice
/// as if all had been kept up to date).
///
/// | Dimension | Nearest point by | Cost, for `n` points in all |
/// |---|---|---|
/// | up to 4 | cells | about `candidates count log n` |
/// | more | comparing with each | at most `candidates count n d`; the pool shrinks for big n |
///
/// ## References
///
/// - D. P. Mitchell, *Spectrally Optimal Sampling for Distribution Ray Tracing*, SIGGRAPH 1991,
///   <https://doi.org/10.1145/127719.122736>.
package func farthestFill(
  _ count: Int, besides existing: PointSet, boundary: Boundary = .box, candidates: Int = 16,
  using generator: inout SeededGenerator, progress: (Double) -> Void = { _ in }
) -> PointSet {
  precondition(count >= 0 && candidates > 0, "no fill of \(count) from \(candidates) candidates")
  let dimension = existing.dimension
  var nearby = NearestPoints(existing, expected: existing.count + count, boundary: boundary)
  // At most some 2e9 coordinate differences, but never less than two candidates a point.
  let work = Double(count) * Double(existing.count + count) * Double(dimension)
  let share = nearby.usesCells ? candidates : min(candidates, max(2, Int(2e9 / max(work, 1))))
  let pool = PointSet(
    coordinates: (0..<count * share * dimension).map { _ in generator.uniform() },
    dimension: dimension)
  var queue = FarthestQueue(
    (0..<pool.count).map {
      if $0.isMultiple(of: 1024) { progress(0.5 * Double($0) / Double(pool.count)) }
      return .init(
        index: $0, square: nearby.squaredDistance(to: pool[$0], beyond: 0), seen: nearby.count)
    })
  var chosen: [Int] = []
  while chosen.count < count, var first = queue.first {
    if first.seen < nearby.count {
      first.square = min(
        first.square, nearby.squaredDistance(to: pool[first.index], beyond: first.seen))
      first.seen = nearby.count
      queue.replaceFirst(with: first)
    } else {
      chosen.append(first.index)
      progress(0.5 + 0.5 * Double(chosen.count) / Double(count))
      nearby.insert(pool[first.index])
      first.square = -1
      queue.replaceFirst(with: first)
    }
  }
  return pool.selecting(chosen)
}

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

/// A binary heap of candidates, the farthest first.
private struct FarthestQueue {
  struct Candidate {
    let index: Int
    var square: Double
    /// How many points the distance takes into account.
    var seen: Int
  }

  private var heap: [Candidate]

  init(_ candidates: [Candidate]) {
    heap = candidates
    for place in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(place) }
  }

  var first: Candidate? { heap.first }

  mutating func replaceFirst(with candidate: Candidate) {
    heap[0] = candidate
    sink(0)
  }

  private mutating func sink(_ start: Int) {
    let moving = heap[start]
    var place = start
    while 2 * place + 1 < heap.count {
      var child = 2 * place + 1
      if child + 1 < heap.count, heap[child + 1].square > heap[child].square { child += 1 }
      guard heap[child].square > moving.square else { break }
      heap[place] = heap[child]
      place = child
    }
    heap[place] = moving
  }
}
