import NumericalMethods
import PointSets
import SampleDesigns
import Testing
import _DesignTestSupport

struct MinimumEnergyTests {
  @Test(arguments: Boundary.allCases)
  func isADesign(_ boundary: Boundary) throws {
    try expectDesign(
      MinimumEnergy(boundary: boundary), sizes: [(1, 1), (64, 2), (100, 5), (33, 20)])
  }

  /// On a box of one dimension repelling points end up evenly spaced, from face to face.
  @Test func inOneDimensionSpacesAreEqual() throws {
    var generator = SeededGenerator(seed: 1)
    let points = try MinimumEnergy(steps: 2000).points(5, dimension: 1, using: &generator)
    for (index, place) in points.coordinates.sorted().enumerated() {
      #expect(abs(place - Double(index) / 4) < 0.02)
    }
  }

  @Test func pointsOfASquareGoToItsCorners() throws {
    var generator = SeededGenerator(seed: 2)
    let points = try MinimumEnergy(steps: 1000).points(4, dimension: 2, using: &generator)
    for coordinate in points.coordinates { #expect(min(coordinate, 1 - coordinate) < 1e-6) }
  }

  @Test(arguments: [(300, 2), (300, 3)])
  func distanceExceedsThatOfAPoissonDisk(_ count: Int, _ dimension: Int) throws {
    var generator = SeededGenerator(seed: 3)
    let start = try PoissonDisk(boundary: .torus).points(
      count, dimension: dimension, using: &generator)
    let points = try MinimumEnergy(boundary: .torus).points(
      count, dimension: dimension, using: &generator)
    #expect(
      PoissonDiskTests.minimumDistance(points, .torus)
        > PoissonDiskTests.minimumDistance(start, .torus))
  }
}
