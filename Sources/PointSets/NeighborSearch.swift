// Neighbour search: the points of a cell grid within a distance of a place.

extension CellGrid {
  /// Whether no point lies closer to a place than a radius.
  public func isFree(_ place: [Double], radius: Double) -> Bool {
    var isFree = true
    walk(around: place, radius * radius) { _, square in
      guard square < radius * radius else { return square }
      isFree = false
      return -1
    }
    return isFree
  }

  /// The nearest point to a place, and the square of its distance.
  ///
  /// `excluding`: a point that does not count, such as the place itself. `within`: only points at
  /// most this far away count; with a good guess the search is quicker. `since`: the points before
  /// this one do not count, nor do they cost time.
  public func nearest(
    to place: [Double], excluding excluded: Int = -1, within radius: Double = .infinity,
    since first: Int = 0
  ) -> (point: Int, squaredDistance: Double)? {
    var best: (point: Int, squaredDistance: Double)?
    // A ball that is likely to hold a point; a larger one if it holds none.
    var reach = min(radius, 1 / Double(side))
    while true {
      walk(around: place, reach * reach, since: first) { point, square in
        guard point != excluded else { return best?.squaredDistance ?? reach * reach }
        if square < best?.squaredDistance ?? .infinity { best = (point, square) }
        return best?.squaredDistance ?? reach * reach
      }
      if best != nil || reach >= radius || coversAll(reach) { return best }
      reach = min(radius, reach * 2)
    }
  }

  /// Calls a closure with each point at most `radius` away from a place and the square of its
  /// distance, in no particular but a fixed order; the place itself too if it is a point.
  public func forEachNeighbor(
    of place: [Double], within radius: Double, _ body: (Int, Double) -> Void
  ) {
    walk(around: place, radius * radius) { point, square in
      body(point, square)
      return radius * radius
    }
  }

  /// Whether a ball of this radius reaches from every place to every other.
  private func coversAll(_ radius: Double) -> Bool {
    let side = boundary == .box ? 1.0 : 0.5
    return radius * radius >= Double(dimension) * side * side
  }

  /// Visits the points within a ball whose radius the visitor may shrink as it goes.
  ///
  /// The visitor gets a point and the square of its distance, and returns the bound on the squared
  /// distance from then on; a negative bound ends the walk. Points before `first` are passed over.
  public func walk(
    around place: [Double], _ squaredRadius: Double, since first: Int = 0,
    _ visit: (Int, Double) -> Double
  ) {
    precondition(place.count == dimension, "a place of \(place.count) among \(dimension)")
    let reach =
      squaredRadius < 4
      ? min(side, Int(squaredRadius.squareRoot() * Double(side)) + 1) : side
    let width = min(side, 2 * reach + 1)
    withUnsafeTemporaryAllocation(of: Slab.self, capacity: axes * width) { slabs in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: axes) { ends in
        for axis in 0..<axes {
          ends[axis] = fill(slabs, from: axis * width, width, reach: reach, place[axis])
        }
        coordinates.withUnsafeBufferPointer { coordinates in
          place.withUnsafeBufferPointer { place in
            var walk = Walk(
              grid: self, place: place, coordinates: coordinates, slabs: slabs, ends: ends,
              width: width, first: first, bound: squaredRadius)
            walk.descend(0, cell: 0, gap: 0, visit)
          }
        }
      }
    }
  }

  /// Writes the slabs of one axis that a ball may meet, the nearest first; returns their end.
  private func fill(
    _ slabs: UnsafeMutableBufferPointer<Slab>, from start: Int, _ width: Int, reach: Int,
    _ coordinate: Double
  ) -> Int {
    let own = Self.cell(coordinate, side)
    let cellWidth = 1 / Double(side)
    var (end, offset) = (start, 0)
    // Offsets 0, 1, -1, 2, -2, ...; on a torus the last ones may be the same slab.
    while abs(offset) <= reach && end - start < width {
      let index = own + offset
      let toLower = Double(index) * cellWidth - coordinate
      let toUpper = -toLower - cellWidth
      var gap = offset == 0 ? 0 : max(toLower, toUpper)
      let isInside = index >= 0 && index < side
      if boundary == .torus { gap = min(gap, 1 + (offset > 0 ? toUpper : toLower)) }
      if boundary == .torus || isInside {
        // A gap is rounded, and a point on the edge of the ball must not be lost.
        gap = max(0, gap - 1e-14)
        let inside = isInside ? index : index + (offset > 0 ? -side : side)
        slabs.initializeElement(at: end, to: Slab(index: inside, squaredGap: gap * gap))
        end += 1
      }
      offset = offset > 0 ? -offset : 1 - offset
    }
    return end
  }
}

/// The cells of one index on one axis, and how far they are from a place, squared.
private struct Slab {
  let index: Int
  let squaredGap: Double
}

/// One walk over the cells near a place.
private struct Walk {
  let axes: Int
  let side: Int
  let dimension: Int
  let isTorus: Bool
  let heads: [Int32]
  let previous: [Int32]
  let place: UnsafeBufferPointer<Double>
  let coordinates: UnsafeBufferPointer<Double>
  let slabs: UnsafeMutableBufferPointer<Slab>
  let ends: UnsafeMutableBufferPointer<Int>
  let width: Int
  let first: Int
  var bound: Double

  init(
    grid: CellGrid, place: UnsafeBufferPointer<Double>, coordinates: UnsafeBufferPointer<Double>,
    slabs: UnsafeMutableBufferPointer<Slab>, ends: UnsafeMutableBufferPointer<Int>, width: Int,
    first: Int, bound: Double
  ) {
    (axes, side, dimension) = (grid.axes, grid.side, grid.dimension)
    isTorus = grid.boundary == .torus
    (heads, previous) = (grid.heads, grid.previous)
    (self.place, self.coordinates, self.slabs, self.ends) = (place, coordinates, slabs, ends)
    (self.width, self.first, self.bound) = (width, first, bound)
  }

  /// Goes through the slabs of an axis, and of the axes after it within each.
  mutating func descend(_ axis: Int, cell: Int, gap: Double, _ visit: (Int, Double) -> Double) {
    for slab in axis * width..<ends[axis] {
      let gap = gap + slabs[slab].squaredGap
      guard gap <= bound else { continue }
      let cell = cell * side + slabs[slab].index
      if axis + 1 < axes {
        descend(axis + 1, cell: cell, gap: gap, visit)
      } else {
        scan(heads[cell], visit)
      }
      if bound < 0 { return }
    }
  }

  /// Goes through the points of one cell.
  private mutating func scan(_ head: Int32, _ visit: (Int, Double) -> Double) {
    var point = Int(head)
    // The points of a cell come in the reverse order of their insertion.
    while point >= first {
      let square = squaredDistance(point)
      if square <= bound {
        bound = visit(point, square)
        if bound < 0 { return }
      }
      point = Int(previous[point])
    }
  }

  /// The squared distance of a point, or a part of it that already exceeds the bound.
  private func squaredDistance(_ point: Int) -> Double {
    let start = point * dimension
    var sum = 0.0
    for axis in 0..<dimension {
      var difference = abs(coordinates[start + axis] - place[axis])
      if isTorus { difference = min(difference, 1 - difference) }
      sum += difference * difference
      if sum > bound { break }
    }
    return sum
  }
}
