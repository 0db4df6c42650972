// CellGrid: points sorted into equal cells, to find a point's neighbours without asking all points.

import Foundation
import NumericalMethods

/// Points of the unit cube sorted into equal cells, so that a point's neighbours are found by looking
/// into the cells near it.
///
/// The cells divide as many of the first axes as pays: all of them in few dimensions, none in many,
/// where the ball that is searched meets nearly every cell and every point is looked at instead. The
/// answers are the same whatever the division.
///
/// | | |
/// |---|---|
/// | Insert | constant |
/// | Neighbours within the typical distance, points spread evenly, few dimensions | constant |
/// | The same in more than about 8 dimensions | linear in the number of points |
public struct CellGrid: Sendable {
  public let dimension: Int
  public let boundary: Boundary
  /// The coordinates of the points, in the order of insertion.
  public private(set) var coordinates: [Double] = []
  /// The number of axes that are divided, and the number of cells on each.
  let axes: Int
  let side: Int
  /// The last point put into each cell, and the point put into its cell before each; -1 for none.
  var heads: [Int32]
  var previous: [Int32] = []

  /// An empty grid, made for searches of a radius among so many points.
  public init(dimension: Int, boundary: Boundary, expecting count: Int, radius: Double) {
    precondition(dimension > 0, "points have at least one dimension, not \(dimension)")
    (self.dimension, self.boundary) = (dimension, boundary)
    (axes, side) = Self.division(dimension, max(1, count), radius)
    heads = [Int32](repeating: -1, count: wholePower(side, axes))
    coordinates.reserveCapacity(dimension * max(0, count))
    previous.reserveCapacity(max(0, count))
  }

  /// A grid that holds some points, made for searches of a radius; by default of the distance to the
  /// nearest other point.
  ///
  /// `expecting`: how many points there will be in the end; by default those.
  public init(
    _ points: PointSet, boundary: Boundary, expecting total: Int? = nil, radius: Double? = nil
  ) {
    let total = total ?? points.count
    self.init(
      dimension: points.dimension, boundary: boundary, expecting: total,
      radius: radius ?? Self.typicalDistance(total, points.dimension))
    for point in 0..<points.count { insert(points[point]) }
  }

  public var count: Int { previous.count }

  /// The points, in the order of insertion.
  public var points: PointSet { PointSet(coordinates: coordinates, dimension: dimension) }

  /// Adds a point, whose number is the count of the points before it.
  public mutating func insert(_ point: some Collection<Double>) {
    precondition(
      point.count == dimension, "a point of \(point.count) coordinates among \(dimension)")
    var cell = 0
    for (axis, coordinate) in point.enumerated() {
      coordinates.append(coordinate)
      if axis < axes { cell = cell * side + Self.cell(coordinate, side) }
    }
    previous.append(heads[cell])
    heads[cell] = Int32(previous.count - 1)
  }

  static func cell(_ coordinate: Double, _ side: Int) -> Int {
    Swift.min(side - 1, Swift.max(0, Int(coordinate * Double(side))))
  }

  /// About the distance of a point to the nearest of `count` that are spread evenly: a ball of this
  /// radius holds two of them.
  public static func typicalDistance(_ count: Int, _ dimension: Int) -> Double {
    pow(2 / (Double(Swift.max(1, count)) * unitBallVolume(dimension)), 1 / Double(dimension))
  }

  /// The number of divided axes and of cells on each for which a search costs least.
  ///
  /// Counted are the cells that a cube around the ball meets and the points in them, which cost
  /// alike.
  private static func division(
    _ dimension: Int, _ count: Int, _ radius: Double
  ) -> (axes: Int, side: Int) {
    var best = (axes: 1, side: 1, cost: Double(count))
    for axes in 1...Swift.min(dimension, 16) {
      let most = Int(pow(Double(count), 1 / Double(axes)) + 1e-9)
      for side in Set([most, Int(1 / Swift.max(radius, 1e-9)), Int(2 / Swift.max(radius, 1e-9))]) {
        let side = Swift.min(side, most)
        guard side > 1 else { continue }
        let met = Swift.min(Double(side), 2 * radius * Double(side) + 1)
        let share = met / Double(side)
        var cost = 1.0
        for _ in 0..<axes { cost *= met }
        var points = Double(count)
        for _ in 0..<axes { points *= share }
        if cost + points < best.cost { best = (axes, side, cost + points) }
      }
    }
    return (best.axes, best.side)
  }
}
