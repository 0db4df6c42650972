import NumericalMethods
import PointSets
import SampleDesigns
import Testing
import _DesignTestSupport

struct LatinHypercubeTests {
  @Test func isADesign() throws {
    try expectDesign(LatinHypercube(), sizes: [(1, 1), (7, 1), (64, 2), (100, 5), (33, 20)])
    try expectDesign(CenteredLatinHypercube(), sizes: [(7, 1), (64, 2), (100, 5), (33, 20)])
  }

  @Test(arguments: [(1, 3), (10, 1), (97, 4), (1000, 2)])
  func everyStratumHoldsOnePoint(count: Int, dimension: Int) throws {
    var generator = SeededGenerator(seed: 2)
    #expect(
      isLatin(try LatinHypercube().points(count, dimension: dimension, using: &generator)))
    let centred = try CenteredLatinHypercube().points(
      count, dimension: dimension, using: &generator)
    #expect(isLatin(centred))
    let steps = centred.coordinates.map { $0 * Double(count) - 0.5 }
    #expect(steps.allSatisfy { abs($0 - $0.rounded()) < 1e-9 })
  }

  @Test(arguments: [2, 3, 5])
  func growingToAMultipleStaysLatin(factor: Int) throws {
    var generator = SeededGenerator(seed: 3)
    for count in [1, 7, 40] {
      let lhs = LatinHypercube()
      let old = try lhs.points(count, dimension: 3, using: &generator)
      let new = try lhs.points((factor - 1) * count, besides: old, using: &generator)
      #expect(isLatin(old.appending(new)))
      let centred = CenteredLatinHypercube()
      let first = try centred.points(count, dimension: 3, using: &generator)
      let rest = try centred.points((factor - 1) * count, besides: first, using: &generator)
      #expect(isLatin(first.appending(rest)))
    }
  }

  @Test func growingToAnyCountLeavesAsFewStrataEmptyAsCanBe() throws {
    var generator = SeededGenerator(seed: 4)
    let old = try RandomDesign().points(20, dimension: 2, using: &generator)
    let new = try LatinHypercube().points(13, besides: old, using: &generator)
    for axis in 0..<2 {
      let taken = Set((0..<20).map { Int(old[$0, axis] * 33) })
      let filled = Set((0..<13).map { Int(new[$0, axis] * 33) })
      #expect(filled.count == 13 && filled.isDisjoint(with: taken))
    }
  }

  /// `1 + (-1)^u (N-1)^{1-u} Π sinc²(m_i/N)` over the `u` coordinates that are not 0.
  @Test(arguments: [(64, 2, 12), (9, 3, 3), (20, 5, 1)])
  func powerFollowsTheFormula(count: Int, dimension: Int, limit: Int) throws {
    try expectSpectrum(
      LatinHypercube(), count: count, dimension: dimension, repetitions: 2000,
      at: halfSpace(dimension, limit: limit)
    ) { latinPower($0, count: count) }
  }
}
