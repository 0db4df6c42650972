import NumericalMethods
import PointSets
import Testing

@testable import SampleDesigns

struct NearestPointsTests {
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
}
