// PointSet: points of the unit cube, one row each.

/// Points of the unit cube `[0, 1)^d` (or `[0, 1]^d`), one row each.
public struct PointSet: Sendable, Hashable {
  public let dimension: Int
  /// The coordinates, point after point.
  public let coordinates: [Double]

  public init(coordinates: [Double], dimension: Int) {
    precondition(
      dimension > 0 && coordinates.count.isMultiple(of: dimension),
      "\(coordinates.count) coordinates are no points of \(dimension) dimensions")
    (self.coordinates, self.dimension) = (coordinates, dimension)
  }

  /// No points.
  public init(dimension: Int) { self.init(coordinates: [], dimension: dimension) }

  public init(rows: [[Double]], dimension: Int) {
    self.init(coordinates: rows.flatMap(\.self), dimension: dimension)
  }

  public var count: Int { coordinates.count / dimension }

  public subscript(point: Int, axis: Int) -> Double { coordinates[point * dimension + axis] }

  /// The coordinates of one point.
  public subscript(point: Int) -> ArraySlice<Double> {
    coordinates[point * dimension..<(point + 1) * dimension]
  }

  /// Some of the points, in the order given.
  public func selecting(_ points: some Sequence<Int>) -> PointSet {
    PointSet(coordinates: points.flatMap { self[$0] }, dimension: dimension)
  }

  public func appending(_ other: PointSet) -> PointSet {
    precondition(dimension == other.dimension, "\(dimension) dimensions are not \(other.dimension)")
    return PointSet(coordinates: coordinates + other.coordinates, dimension: dimension)
  }
}
