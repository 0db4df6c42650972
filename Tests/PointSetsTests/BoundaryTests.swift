import PointSets
import Testing

struct BoundaryTests {
  @Test func distancesOnTheTorusGoTheShorterWay() {
    let (first, second) = ([0.1, 0.5][...], [0.9, 0.25][...])
    #expect(abs(Boundary.box.squaredDistance(first, second) - 0.7025) < 1e-15)
    #expect(abs(Boundary.torus.squaredDistance(first, second) - 0.1025) < 1e-15)
  }
}
