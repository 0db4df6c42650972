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

  /// Greedy choice with every distance worked out anew at every step, from the same pool.
  @Test(arguments: [2, 6], [Boundary.box, .torus])
  func choosesAsPlainGreedyDoes(dimension: Int, boundary: Boundary) {
    var (one, other) = (SeededGenerator(seed: 8), SeededGenerator(seed: 8))
    let old = PointSet(
      coordinates: (0..<3 * dimension).map { Double($0 * $0 % 17) / 17 }, dimension: dimension)
    let fill = farthestFill(
      10, besides: old, boundary: boundary, candidates: 5, using: &one)
    let pool = (0..<50).map { _ in (0..<dimension).map { _ in other.uniform() } }
    var points = (0..<3).map { Array(old[$0]) }
    for step in 0..<10 {
      let distances = pool.map { candidate in
        points.map { point in
          zip(candidate, point).reduce(0) {
            let difference = boundary.difference($1.0, $1.1)
            return $0 + difference * difference
          }
        }.min() ?? .infinity
      }
      let farthest = pool.indices.max { distances[$0] < distances[$1] } ?? 0
      points.append(pool[farthest])
      #expect(Array(fill[step]) == pool[farthest])
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
}
