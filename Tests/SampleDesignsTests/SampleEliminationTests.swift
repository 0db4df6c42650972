import Foundation
import NumericalMethods
import PointSets
import SampleDesigns
import Testing
import _DesignTestSupport

struct SampleEliminationTests {
  @Test(arguments: Boundary.allCases)
  func isADesign(_ boundary: Boundary) throws {
    try expectDesign(
      SampleElimination(boundary: boundary), sizes: [(1, 1), (64, 2), (100, 5), (33, 20)])
  }

  /// The paper reports 0.7 to 0.8 of the largest possible distance in two dimensions.
  @Test func distanceIsThatOfThePaper() throws {
    var generator = SeededGenerator(seed: 1)
    let points = try SampleElimination(boundary: .torus).points(
      1000, dimension: 2, using: &generator)
    let relative =
      PoissonDiskTests.minimumDistance(points, .torus)
      / (2 / (3.0.squareRoot() * 1000)).squareRoot()
    #expect(relative > 0.65 && relative < 0.9)
  }

  /// Of two close pairs and a lone point, one of each pair goes.
  @Test func theCrowdedGo() {
    let pool = PointSet(
      rows: [[0.1, 0.1], [0.11, 0.1], [0.9, 0.1], [0.9, 0.13], [0.5, 0.9]], dimension: 2)
    let kept = SampleElimination().kept(3, of: pool)
    #expect(kept.count == 3 && kept.contains(4))
    #expect(kept.filter { $0 < 2 }.count == 1)
  }

  @Test func existingPointsCrowdThePool() {
    let pool = PointSet(rows: [[0.1, 0.1], [0.9, 0.9]], dimension: 2)
    let existing = PointSet(rows: [[0.12, 0.1]], dimension: 2)
    #expect(SampleElimination().kept(1, of: pool, besides: existing) == [1])
  }

  /// The lazy heap against weights summed anew for every removal.
  @Test func agreesWithEliminationWithoutAHeap() throws {
    var generator = SeededGenerator(seed: 3)
    let pool = try RandomDesign().points(60, dimension: 2, using: &generator)
    let reach = 2 * (0.9069 / (20 * Double.pi)).squareRoot()
    let least = reach * (1 - pow(20.0 / 60, 1.5)) * 0.65
    var left = Array(0..<60)
    while left.count > 20 {
      let weights = left.map { one in
        left.reduce(0.0) { sum, other in
          let (x, y) = (pool[one, 0] - pool[other, 0], pool[one, 1] - pool[other, 1])
          let distance = max(least, (x * x + y * y).squareRoot())
          return one == other || distance >= reach ? sum : sum + pow(1 - distance / reach, 8)
        }
      }
      let heaviest = weights.indices.max { weights[$0] < weights[$1] } ?? 0
      left.remove(at: heaviest)
    }
    #expect(SampleElimination().kept(20, of: pool) == left)
  }
}
