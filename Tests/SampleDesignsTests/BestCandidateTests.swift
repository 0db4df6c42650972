import NumericalMethods
import PointSets
import SampleDesigns
import Testing
import _DesignTestSupport

struct BestCandidateTests {
  @Test func isADesign() throws {
    try expectDesign(BestCandidate(), sizes: [(1, 1), (64, 2), (100, 5), (33, 20)])
  }

  @Test(arguments: Boundary.allCases)
  func isSpreadBetterThanChance(_ boundary: Boundary) throws {
    var generator = SeededGenerator(seed: 1)
    let random = try RandomDesign().points(500, dimension: 2, using: &generator)
    let points = try BestCandidate(boundary: boundary).points(500, dimension: 2, using: &generator)
    // About 0.6 of the spacing; random points have about 1 / 500 of it.
    let distance = PoissonDiskTests.minimumDistance(points, boundary) * 500.0.squareRoot()
    #expect(distance > 0.45)
    #expect(distance > 5 * PoissonDiskTests.minimumDistance(random, boundary) * 500.0.squareRoot())
  }

  /// With existing points at three corners of a square, the best of many candidates is near the
  /// fourth.
  @Test func takesTheFarthestCandidate() throws {
    var generator = SeededGenerator(seed: 2)
    let corners = PointSet(rows: [[0, 0], [0, 1], [1, 0]], dimension: 2)
    let point = try BestCandidate(candidates: 5000).points(1, besides: corners, using: &generator)
    #expect(point[0, 0] > 0.95 && point[0, 1] > 0.95)
  }

  @Test func noCandidatesAreRefused() {
    var options = DesignOptions()
    options.iterations = 0
    #expect(throws: DesignError.self) { try BestCandidate(options: options) }
  }
}
