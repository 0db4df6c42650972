import Foundation
import PointSets
import Spectra
import Testing

struct MinimumDistanceTests {
  @Test(.enabled(if: Golden.exists)) func leastDistancesAgreeWithTheReferences() throws {
    for (name, points, golden) in try Golden.all() {
      let box = try #require(minimumDistance(of: points, boundary: .box))
      let torus = try #require(minimumDistance(of: points, boundary: .torus))
      #expect(agree(box, golden.mindist), "\(name)")
      #expect(agree(torus, golden.mindistTorus), "\(name)")
    }
  }

  @Test(arguments: Boundary.allCases) func leastDistanceIsThatOfAFullSearch(_ boundary: Boundary) {
    // Many small sets, so that the closest pair lies across the faces and the cuts in some of them.
    let sizes =
      [(2, 1), (300, 1), (300, 2), (200, 4), (100, 10)]
      + (2...40).flatMap { count in [1, 2, 3, 6].map { (count, $0) } }
    for (count, dimension) in sizes {
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

  /// Points on few levels: whole columns of equal coordinates, and no spread at all on one axis.
  @Test(arguments: Boundary.allCases) func levelsAreSearchedInFull(_ boundary: Boundary) {
    let grid = SomePoints.grid(5, 3) { _ in 0.5 }
    let flat = PointSet(
      coordinates: (0..<grid.count).flatMap { [0.5] + grid[$0] }, dimension: 4)
    let found = minimumDistance(of: flat, boundary: boundary) ?? .nan
    #expect(abs(found - 0.2) < 1e-14)
  }
}
