import Foundation
import NumericalMethods
import PointSets
import SampleDesigns
import Testing
import _DesignTestSupport

struct PoissonDiskTests {
  static func minimumDistance(_ points: PointSet, _ boundary: Boundary) -> Double {
    let grid = CellGrid(points, boundary: boundary)
    return (0..<points.count).map {
      grid.nearest(to: Array(points[$0]), excluding: $0)?.squaredDistance ?? .infinity
    }.min()?.squareRoot() ?? .infinity
  }

  @Test(arguments: Boundary.allCases)
  func isADesign(_ boundary: Boundary) throws {
    try expectDesign(
      PoissonDisk(boundary: boundary), sizes: [(1, 1), (2, 3), (64, 2), (100, 5), (33, 20)])
  }

  /// The least distance of saturated random sequential addition, within the room that one more
  /// relaxation by 0.98 takes: 0.8346 and 0.9019 times the spacing (Zhang and Torquato 2013).
  @Test(arguments: [(1000, 2, 0.8346), (10_000, 2, 0.8346), (1000, 3, 0.9019)])
  func distanceIsNearThatOfSaturation(_ count: Int, _ dimension: Int, _ expected: Double) throws {
    var generator = SeededGenerator(seed: 3)
    let points = try PoissonDisk(boundary: .torus).points(
      count, dimension: dimension, using: &generator)
    let spacing =
      Self.minimumDistance(points, .torus) * pow(Double(count), 1 / Double(dimension))
    #expect(spacing > 0.965 * expected && spacing < 1.02 * expected)
  }

  /// The point density of saturation is 0.69655 a unit of squared radius: 774 points, give or take 5.
  @Test func maximalDesignsHaveTheCountOfSaturation() throws {
    let counts = try (0..<8).map { (seed: UInt64) in
      var generator = SeededGenerator(seed: seed)
      return try PoissonDisk(boundary: .torus).maximal(
        radius: 0.03, dimension: 2, using: &generator
      ).count
    }
    #expect(abs(Double(counts.reduce(0, +)) / 8 - 0.69655 / 0.0009) < 6)
  }

  @Test(arguments: [(1, 0.01), (2, 0.05), (3, 0.15), (4, 0.4)], Boundary.allCases)
  func maximalDesignsLeaveNoRoom(_ size: (Int, Double), _ boundary: Boundary) throws {
    var generator = SeededGenerator(seed: 4)
    let (dimension, radius) = size
    let points = try PoissonDisk(boundary: boundary).maximal(
      radius: radius, dimension: dimension, using: &generator)
    #expect(Self.minimumDistance(points, boundary) >= radius)
    let grid = CellGrid(points, boundary: boundary)
    for _ in 0..<200_000 {
      let place = (0..<dimension).map { _ in generator.uniform() }
      guard grid.isFree(place, radius: radius) else { continue }
      Issue.record("there is room at \(place)")
      break
    }
  }

  @Test func newPointsKeepAwayFromExistingOnes() throws {
    var generator = SeededGenerator(seed: 5)
    let design = PoissonDisk()
    let first = try design.points(200, dimension: 2, using: &generator)
    let added = try design.points(200, besides: first, using: &generator)
    let all = Self.minimumDistance(first.appending(added), .box)
    let fresh = Self.minimumDistance(
      try design.points(400, dimension: 2, using: &generator), .box)
    #expect(all > 0.7 * fresh)
  }

  @Test func aGivenRadiusIsKeptOrRefused() throws {
    var options = DesignOptions()
    options.radius = 0.1
    var generator = SeededGenerator(seed: 6)
    let design = try PoissonDisk(options: options)
    let points = try design.points(40, dimension: 2, using: &generator)
    #expect(Self.minimumDistance(points, .box) >= 0.1)
    #expect(throws: DesignError.self) {
      try design.points(300, dimension: 2, using: &generator)
    }
    for bad in [0, -1, .nan, .infinity] {
      options.radius = bad
      #expect(throws: DesignError.self) { try PoissonDisk(options: options) }
    }
  }

  @Test func aMaximalDesignTooLargeToHoldIsRefused() {
    var generator = SeededGenerator(seed: 7)
    #expect(throws: DesignError.self) {
      try PoissonDisk().maximal(radius: 1e-6, dimension: 3, using: &generator)
    }
  }
}
