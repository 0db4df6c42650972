import Foundation
import PointSets
import Spectra
import Testing

struct NeighborDistancesTests {
  @Test(.enabled(if: Golden.exists)) func leastDistancesAgreeWithTheReferences() throws {
    for (name, points, golden) in try Golden.all() {
      let box = try #require(minimumDistance(of: points, boundary: .box))
      let torus = try #require(minimumDistance(of: points, boundary: .torus))
      #expect(agree(box, golden.mindist), "\(name)")
      #expect(agree(torus, golden.mindistTorus), "\(name)")
    }
  }

  @Test(arguments: Boundary.allCases) func leastDistanceIsThatOfAFullSearch(_ boundary: Boundary) {
    for (count, dimension) in [(2, 1), (300, 1), (300, 2), (200, 4), (100, 10)] {
      let points = SomePoints.random(count, dimension, seed: 7)
      var least = Double.infinity
      for i in 0..<count {
        for j in 0..<i { least = min(least, SomePoints.distance(points, i, j, boundary)) }
      }
      let found = minimumDistance(of: points, boundary: boundary) ?? .nan
      #expect(abs(found - least) < 1e-14)
    }
  }

  @Test func onePointHasNoDistanceAndTwinsHaveNone() {
    #expect(minimumDistance(of: SomePoints.random(1, 2, seed: 1), boundary: .box) == nil)
    let twins = PointSet(rows: [[0.2, 0.2], [0.9, 0.1], [0.2, 0.2]], dimension: 2)
    #expect(minimumDistance(of: twins, boundary: .box) == 0)
  }

  @Test func fillDistanceOfOnePointReachesTheCorners() throws {
    let middle = PointSet(rows: [[0.5, 0.5, 0.5]], dimension: 3)
    let found = try #require(fillDistance(of: middle, boundary: .box))
    #expect(abs(found - 0.75.squareRoot()) < 1e-15)
  }

  /// On the torus a grid of side n has its holes at distance √d / (2n).
  @Test(arguments: [2, 3]) func fillDistanceOfAGridIsAlmostItsHole(_ dimension: Int) throws {
    let grid = SomePoints.grid(4, dimension) { _ in 0.9 }
    let hole = Double(dimension).squareRoot() / 8
    let found = try #require(fillDistance(of: grid, boundary: .torus))
    #expect(found <= hole + 1e-12 && found > 0.97 * hole)
  }

  @Test func threadsDoNotChangeTheFillDistance() {
    let points = SomePoints.random(100, 4, seed: 3)
    let one = fillDistance(of: points, boundary: .box, probes: 5000, threads: 1)
    #expect(fillDistance(of: points, boundary: .box, probes: 5000, threads: 3) == one)
  }
}
