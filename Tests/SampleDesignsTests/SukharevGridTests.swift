import NumericalMethods
import PointSets
import SampleDesigns
import Testing
import _DesignTestSupport
import _GoldenTestSupport

struct SukharevGridTests {
  @Test func isADesign() throws {
    try expectDesign(
      SukharevGrid(), sizes: [(1, 1), (7, 1), (64, 2), (64, 3), (32, 5)], isRandom: false)
  }

  @Test(
    .enabled(if: SharedFolder.exists, "the folder of references is not here"),
    arguments: ["grid_d2_n64", "grid_d3_n64", "grid_d5_n32"])
  func equalsTheReference(name: String) throws {
    let reference = try goldenPoints(name)
    var generator = SeededGenerator(seed: 1)
    let points = try SukharevGrid().points(
      reference.count, dimension: reference.dimension, using: &generator)
    #expect(points == reference)
  }

  @Test func isWholePowerOnItsOwnFrequenciesOnly() throws {
    var generator = SeededGenerator(seed: 1)
    let points = try SukharevGrid().points(27, dimension: 3, using: &generator)
    for frequency in halfSpace(3, limit: 3) {
      let isOwn = frequency.allSatisfy { $0.isMultiple(of: 3) }
      #expect(abs(power(points, at: frequency) - (isOwn ? 27 : 0)) < 1e-9)
    }
  }
}
