import NumericalMethods
import PointSets
import Testing

struct CellGridTests {
  /// Counts and dimensions from one point to more dimensions than are ever divided.
  static let sizes = [(1, 1), (2, 2), (50, 1), (300, 2), (300, 3), (400, 5), (100, 9), (60, 20)]

  static func random(_ count: Int, _ dimension: Int, seed: UInt64) -> PointSet {
    var generator = SeededGenerator(seed: seed)
    return PointSet(
      coordinates: (0..<count * dimension).map { _ in generator.uniform() }, dimension: dimension)
  }

  static func square(
    _ first: [Double], _ second: ArraySlice<Double>, _ boundary: Boundary
  )
    -> Double
  {
    zip(first, second).reduce(0) { sum, pair in
      let difference = boundary.difference(pair.0, pair.1)
      return sum + difference * difference
    }
  }

  @Test(arguments: sizes, Boundary.allCases)
  func nearestIsTheNearestOfAll(_ size: (Int, Int), _ boundary: Boundary) {
    let points = Self.random(size.0, size.1, seed: 1)
    let grid = CellGrid(points, boundary: boundary)
    for probe in 0..<60 {
      let place = Array(Self.random(1, size.1, seed: UInt64(100 + probe))[0])
      let squares = (0..<size.0).map { Self.square(place, points[$0], boundary) }
      let found = grid.nearest(to: place)
      #expect(abs((found?.squaredDistance ?? -1) - (squares.min() ?? 0)) < 1e-14)
      if let found { #expect(abs(squares[found.point] - found.squaredDistance) < 1e-14) }
    }
  }

  @Test(arguments: sizes, Boundary.allCases)
  func neighborsAreThoseWithinTheRadius(_ size: (Int, Int), _ boundary: Boundary) {
    let points = Self.random(size.0, size.1, seed: 2)
    for radius in [0.05, 0.3, 0.7, 3] {
      let grid = CellGrid(points, boundary: boundary, radius: radius)
      for probe in 0..<20 {
        let place = Array(Self.random(1, size.1, seed: UInt64(200 + probe))[0])
        var found: [Int] = []
        grid.forEachNeighbor(of: place, within: radius) { point, _ in found.append(point) }
        let expected = (0..<size.0).filter {
          Self.square(place, points[$0], boundary) <= radius * radius
        }
        #expect(found.sorted() == expected)
        #expect(grid.isFree(place, radius: radius) == expected.isEmpty)
      }
    }
  }

  @Test(arguments: sizes, Boundary.allCases)
  func pointsBeforeTheFirstDoNotCount(_ size: (Int, Int), _ boundary: Boundary) {
    let points = Self.random(size.0, size.1, seed: 3)
    let grid = CellGrid(points, boundary: boundary, expecting: 4 * size.0)
    let place = Array(Self.random(1, size.1, seed: 4)[0])
    for first in [0, size.0 / 2, size.0] {
      let least = (first..<size.0).map { boundary.squaredDistance(place[...], points[$0]) }.min()
      let found = grid.nearest(to: place, since: first)?.squaredDistance
      #expect((found == nil) == (least == nil))
      #expect(abs((found ?? 0) - (least ?? 0)) < 1e-14)
    }
  }

  /// On a regular grid every neighbour lies exactly on the edge of the ball and of the cells.
  @Test func neighborsOnTheEdgeAreFound() {
    let points = PointSet(
      rows: (0..<100).map { [Double($0 % 10) / 10, Double($0 / 10) / 10] }, dimension: 2)
    let grid = CellGrid(points, boundary: .torus)
    for point in 0..<100 {
      var neighbors = 0
      grid.forEachNeighbor(of: Array(points[point]), within: 0.1 + 1e-12) { _, _ in neighbors += 1 }
      #expect(neighbors == 5)
    }
  }

  @Test func theExcludedPointDoesNotCount() throws {
    let points = PointSet(rows: [[0.1, 0.1], [0.9, 0.9], [0.5, 0.5]], dimension: 2)
    let box = CellGrid(points, boundary: .box)
    let torus = CellGrid(points, boundary: .torus)
    #expect(box.nearest(to: [0.1, 0.1], excluding: 0)?.point == 2)
    #expect(torus.nearest(to: [0.1, 0.1], excluding: 0)?.point == 1)
    #expect(box.nearest(to: [0.1, 0.1], excluding: 0, within: 0.3) == nil)
  }

  @Test func anEmptyGridHasNoNeighbors() {
    let grid = CellGrid(dimension: 3, boundary: .box, expecting: 100, radius: 0.1)
    #expect(grid.nearest(to: [0.5, 0.5, 0.5]) == nil)
    #expect(grid.isFree([0, 0, 1], radius: 10))
  }

  @Test func pointsOnTheFacesAreFound() {
    let points = PointSet(rows: [[0, 1], [1, 0]], dimension: 2)
    #expect(CellGrid(points, boundary: .box).nearest(to: [1, 1])?.squaredDistance == 1)
    #expect(CellGrid(points, boundary: .torus).nearest(to: [0, 0])?.squaredDistance == 0)
  }
}
