import Foundation
import PointSets
import Spectra
import Testing

struct FillDistanceTests {
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
