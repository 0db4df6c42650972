import NumericalMethods
import PointSets
import SampleDesigns
import Testing
import _DesignTestSupport

struct CentroidalVoronoiTests {
  @Test(arguments: Boundary.allCases)
  func isADesign(_ boundary: Boundary) throws {
    try expectDesign(
      CentroidalVoronoi(boundary: boundary), sizes: [(1, 1), (64, 2), (100, 5), (33, 20)])
  }

  /// In one dimension the only centroidal tessellation has the middles of equal cells.
  @Test func inOneDimensionCellsAreEqual() throws {
    var generator = SeededGenerator(seed: 1)
    let points = try CentroidalVoronoi(rounds: 400).points(5, dimension: 1, using: &generator)
    for (index, place) in points.coordinates.sorted().enumerated() {
      #expect(abs(place - (Double(index) + 0.5) / 5) < 0.02)
    }
  }

  /// The mean squared distance to the nearest point: 5 / (36 √3) / N for the best, hexagonal cells,
  /// 1/6 / N for squares.
  @Test func quantizationErrorIsNearThatOfHexagons() throws {
    var generator = SeededGenerator(seed: 2)
    let points = try CentroidalVoronoi(boundary: .torus).points(
      200, dimension: 2, using: &generator)
    let grid = CellGrid(points, boundary: .torus)
    let error =
      (0..<40_000).reduce(0.0) { sum, _ in
        let place = [generator.uniform(), generator.uniform()]
        return sum + (grid.nearest(to: place)?.squaredDistance ?? 9)
      } / 40_000 * 200
    let best = 5 / (18 * 3.0.squareRoot())
    #expect(error > 0.98 * best && error < 1.06 * best)
  }

  @Test func existingPointsKeepTheirShare() throws {
    var generator = SeededGenerator(seed: 3)
    let added = try CentroidalVoronoi(rounds: 200).points(
      1, besides: PointSet(rows: [[0.25]], dimension: 1), using: &generator)
    // A single new point x has the cell from (x + 1/4) / 2 to 1, whose middle it is: 3/4.
    #expect(abs(added[0, 0] - 0.75) < 0.03)
  }
}
