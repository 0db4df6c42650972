import NumericalMethods
import PointSets
import SampleDesigns
import Testing
import _DesignTestSupport

struct JitteredDesignTests {
  @Test func isADesign() throws {
    try expectDesign(JitteredDesign(), sizes: [(1, 1), (7, 1), (64, 2), (64, 3), (32, 5)])
  }

  @Test func everyCellHoldsOnePoint() throws {
    var generator = SeededGenerator(seed: 1)
    let points = try JitteredDesign().points(64, dimension: 3, using: &generator)
    let cells = Set((0..<64).map { points[$0].map { Int($0 * 4) } })
    #expect(cells.count == 64)
  }

  /// `1 - Π sinc²(m_i/n)`.
  @Test(arguments: [(64, 2, 8, 12), (27, 3, 3, 3), (32, 5, 2, 1)])
  func powerFollowsTheFormula(count: Int, dimension: Int, side: Int, limit: Int) throws {
    try expectSpectrum(
      JitteredDesign(), count: count, dimension: dimension, repetitions: 2000,
      at: halfSpace(dimension, limit: limit)
    ) { jitteredPower($0, side: side) }
  }
}
