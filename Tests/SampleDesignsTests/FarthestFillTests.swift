import NumericalMethods
import PointSets
import Testing

@testable import SampleDesigns

struct FarthestFillTests {
  @Test(arguments: [(100, 2), (7, 3), (60, 6), (1, 1)])
  func fillsExactly(count: Int, dimension: Int) {
    var generator = SeededGenerator(seed: 3)
    let old = PointSet(
      coordinates: (0..<20 * dimension).map { _ in generator.uniform() }, dimension: dimension)
    for existing in [old, PointSet(dimension: dimension)] {
      let new = farthestFill(count, besides: existing, using: &generator)
      #expect(new.count == count)
      #expect(Set((0..<count).map { Array(new[$0]) }).count == count)
    }
  }

  @Test(arguments: [Boundary.box, .torus])
  func cellsFindTheNearestPoint(boundary: Boundary) {
    var generator = SeededGenerator(seed: 4)
    for (count, dimension) in [(1, 1), (5, 2), (300, 2), (200, 3), (100, 4), (50, 7)] {
      let points = PointSet(
        coordinates: (0..<count * dimension).map { _ in generator.uniform() },
        dimension: dimension)
      let nearest = NearestPoints(points, expected: 4 * count, boundary: boundary)
      for _ in 0..<50 {
        let place = (0..<dimension).map { _ in generator.uniform() }
        let expected = (0..<count).map { point in
          zip(place, points[point]).reduce(0) {
            let difference = boundary.difference($1.0, $1.1)
            return $0 + difference * difference
          }
        }.min()
        #expect(nearest.squaredDistance(to: place[...], beyond: 0) == expected)
      }
    }
  }

  @Test func newPointsKeepTheirDistance() {
    var generator = SeededGenerator(seed: 5)
    let old = PointSet(coordinates: [0.25, 0.25, 0.75, 0.75], dimension: 2)
    let new = farthestFill(2, besides: old, boundary: .torus, candidates: 400, using: &generator)
    // On the torus the two holes are (0.25, 0.75) and (0.75, 0.25).
    for point in 0..<2 {
      let (x, y) = (new[point, 0], new[point, 1])
      let isFirst = abs(x - 0.25) < 0.1 && abs(y - 0.75) < 0.1
      let isSecond = abs(x - 0.75) < 0.1 && abs(y - 0.25) < 0.1
      #expect(isFirst || isSecond)
    }
    #expect(abs(new[0, 0] - new[1, 0]) > 0.3)
  }

  @Test(arguments: [(1, 5), (26, 3), (27, 3), (28, 3), (1_000_000, 2), (2_147_483_647, 3)])
  func wholeRootIsTheGreatest(value: Int, exponent: Int) {
    let root = wholeRoot(value, exponent)
    #expect(power(root, exponent) <= value)
    #expect(power(root + 1, exponent) > value)
  }
}
