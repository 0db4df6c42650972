import NumericalMethods
import PointSets
import SampleDesigns
import Testing
import _DesignTestSupport

struct GridDesignTests {
  @Test func isADesign() throws {
    try expectDesign(
      GridDesign(), sizes: [(1, 1), (7, 1), (64, 2), (64, 3), (32, 5), (1, 40)], isRandom: false)
  }

  @Test func reachesFromFaceToFace() throws {
    var generator = SeededGenerator(seed: 1)
    let points = try GridDesign().points(9, dimension: 2, using: &generator)
    #expect(
      points.coordinates == [0, 0, 0, 0.5, 0, 1, 0.5, 0, 0.5, 0.5, 0.5, 1, 1, 0, 1, 0.5, 1, 1])
  }

  @Test func otherCountsAreRefusedWithTheNearest() {
    var generator = SeededGenerator(seed: 1)
    #expect(throws: DesignError.count(design: "grid", count: 10, dimension: 3, nearest: [8, 27])) {
      try GridDesign().points(10, dimension: 3, using: &generator)
    }
    // The next grid of 40 dimensions would have 2^40 points.
    #expect(throws: DesignError.count(design: "grid", count: 2, dimension: 40, nearest: [1])) {
      try GridDesign().points(2, dimension: 40, using: &generator)
    }
  }
}
