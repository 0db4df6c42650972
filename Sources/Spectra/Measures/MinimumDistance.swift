// Minimum distance: the least distance of two points.

internal import Foundation
internal import NumericalMethods
public import PointSets

/// The least distance of two points; `nil` for fewer than two.
///
/// Two axes are cut into parts no narrower than the distance that is looked for; the points of each
/// column are sorted along a third axis. A point is compared with those of its own and the next
/// columns that are as near along that axis. The first search is for a distance such as independent
/// points have, the second, where there is none, for the least one of a few nearest neighbors.
///
/// Time: about `N log N` in up to three dimensions. In more, a share of the `d N²/2` of comparing
/// all pairs: small for random points, larger the better the points are spread.
public func minimumDistance(of points: PointSet, boundary: Boundary) -> Double? {
  guard points.count > 1 else { return nil }
  let coarse = CellGrid(points, boundary: boundary)
  let bound = (0..<min(32, points.count)).reduce(Double.infinity) { least, point in
    let near = coarse.nearest(to: Array(points[point]), excluding: point)
    return min(least, near?.squaredDistance ?? .infinity)
  }
  // The ball of this radius holds a pair or two of all that there are.
  let pairs = Double(points.count) * Double(points.count) / 2
  let typical = pow(
    2 / (pairs * unitBallVolume(points.dimension)), 1 / Double(points.dimension))
  if typical * typical < bound {
    var search = ClosestPair(points, boundary, within: typical)
    if search.finish() { return search.leastSquare.squareRoot() }
  }
  var search = ClosestPair(points, boundary, within: bound.squareRoot())
  return search.finish() ? search.leastSquare.squareRoot() : bound.squareRoot()
}

/// A search for the pair of points that are closest, if they are closer than a radius.
private struct ClosestPair {
  /// The points in the order of their columns and of the last axis within each.
  private let places: Columns
  private let isTorus: Bool
  /// The axes that are cut, none to two, and the parts of each.
  private let cutAxes: Int
  private let side: Int
  /// The first point of each column, and the count of all points.
  private let starts: [Int]
  private let radiusSquare: Double
  /// The least squared distance so far, and its root.
  private(set) var leastSquare: Double
  private var reach: Double

  init(_ points: PointSet, _ boundary: Boundary, within radius: Double) {
    let axes = Self.axesBySpread(points)
    isTorus = boundary == .torus
    (leastSquare, radiusSquare, reach) = (radius * radius, radius * radius, radius)
    cutAxes = min(2, points.dimension - 1)
    // Not narrower than the radius, and four points a column on the mean.
    let most = cutAxes == 0 ? 1 : wholeRoot(max(1, points.count / 4), cutAxes)
    side = max(1, Int(min(Double(most), (1 - 1e-12) / max(radius, 1e-9))))
    let (cut, sides) = (axes.suffix(cutAxes + 1).dropLast(), side)
    let columns = (0..<points.count).map { point in
      cut.reduce(0) { $0 * sides + min(sides - 1, max(0, Int(points[point, $1] * Double(sides)))) }
    }
    let last = axes[axes.count - 1]
    let order = (0..<points.count).sorted {
      columns[$0] != columns[$1]
        ? columns[$0] < columns[$1] : points[$0, last] < points[$1, last]
    }
    places = Columns(points.selecting(order).projected(on: axes))
    var starts = [Int](repeating: 0, count: wholePower(side, cutAxes) + 1)
    for column in columns { starts[column + 1] += 1 }
    for column in 1..<starts.count { starts[column] += starts[column - 1] }
    self.starts = starts
  }

  /// The axes, those along which the points vary most at the end.
  private static func axesBySpread(_ points: PointSet) -> [Int] {
    let spreads = (0..<points.dimension).map { axis in
      meanAndError((0..<points.count).map { points[$0, axis] }).error ?? 0
    }
    return spreads.indices.sorted { spreads[$0] < spreads[$1] }
  }

  /// Looks at all pairs that may be closer than the radius; whether one is.
  mutating func finish() -> Bool {
    places.values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return }
      for column in 0..<starts.count - 1 where starts[column] < starts[column + 1] {
        for other in neighbors(of: column) { compare(column, other, base) }
      }
    }
    return leastSquare < radiusSquare
  }

  /// The columns that touch a column and do not come before it, itself among them.
  private func neighbors(of column: Int) -> [Int] {
    var found = [0]
    var stride = wholePower(side, cutAxes)
    for _ in 0..<cutAxes {
      stride /= side
      let index = column / stride % side
      var steps = (index - 1...index + 1).filter { isTorus || (0..<side).contains($0) }
      if isTorus { steps = steps.map { ($0 + side) % side } }
      found = found.flatMap { part in Set(steps).map { part * side + $0 } }
    }
    return found.filter { $0 >= column }.sorted()
  }

  /// Compares the points of a column with those of another, or with the later ones of its own.
  private mutating func compare(_ column: Int, _ other: Int, _ base: UnsafePointer<Double>) {
    let along = base + (places.dimension - 1) * places.stride
    let (start, end) = (starts[other], starts[other + 1])
    var low = start
    for point in starts[column]..<starts[column + 1] {
      if column == other {
        low = point + 1
      } else {
        while low < end && along[low] < along[point] - reach { low += 1 }
      }
      scan(point, low, end, upTo: along[point] + reach, base)
      guard isTorus else { continue }
      if column != other { scan(point, start, end, upTo: along[point] - 1 + reach, base) }
      var high = end
      while high > low && along[high - 1] > along[point] + 1 - reach { high -= 1 }
      scan(point, high, end, upTo: .infinity, base)
    }
  }

  /// Compares a point with those of a range, up to a limit on the last axis.
  @inline(__always)
  private mutating func scan(
    _ point: Int, _ start: Int, _ end: Int, upTo limit: Double, _ base: UnsafePointer<Double>
  ) {
    let along = base + (places.dimension - 1) * places.stride
    var first = start
    while first < end && along[first] <= limit {
      // Points after the range are later ones too, and do no harm.
      let squares = keeping(
        places.count - first, of: squaredDistances(point, first, base), else: .infinity)
      let least = squares.min()
      if least < leastSquare { (leastSquare, reach) = (least, least.squareRoot()) }
      first += 4
    }
  }

  /// The squared distances of a point to four others, or parts of them that are all too great.
  @inline(__always)
  private func squaredDistances(
    _ point: Int, _ first: Int, _ base: UnsafePointer<Double>
  ) -> Quad {
    var sum = Quad.zero
    var row = base
    for axis in 0..<places.dimension {
      var difference = row.quad(first) - row[point]
      if isTorus {
        difference = magnitudes(difference)
        let around = 1 - difference
        difference.replace(with: around, where: around .< difference)
      }
      sum += difference * difference
      row += places.stride
      if axis >= 3 && !axis.isMultiple(of: 2) && sum.min() >= leastSquare { break }
    }
    return sum
  }
}
