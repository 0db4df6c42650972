import Foundation
import NumericalMethods
import PointSets
import Testing
import _DesignTestSupport

@testable import SampleDesigns

struct LatinizedTests {
  @Test func isADesign() throws {
    try expectDesign(Latinized(RandomDesign()), sizes: [(1, 1), (64, 2), (100, 5), (33, 20)])
    try expectDesign(Latinized(GridDesign()), sizes: [(64, 2), (64, 3)])
  }

  @Test func isLatinAndKeepsTheOrder() throws {
    var (first, second) = (SeededGenerator(seed: 9), SeededGenerator(seed: 9))
    let plain = try ScrambledHaltonDesign().points(50, dimension: 3, using: &first)
    let mapped = try Latinized(ScrambledHaltonDesign()).points(50, dimension: 3, using: &second)
    #expect(isLatin(mapped))
    for axis in 0..<3 {
      let (old, new) = (plain.column(axis), mapped.column(axis))
      #expect((0..<50).sorted { old[$0] < old[$1] } == (0..<50).sorted { new[$0] < new[$1] })
    }
  }

  @Test func equalCoordinatesAreRankedByChance() throws {
    var generator = SeededGenerator(seed: 10)
    let mapped = try Latinized(SukharevGrid()).points(256, dimension: 2, using: &generator)
    #expect(isLatin(mapped))
    // Ranks within the first column of the grid in its own order would be 0, 1, 2, ….
    let column = (0..<16).map { Int(mapped[$0, 0] * 256) }
    #expect(Set(column) == Set(0..<16) && column != Array(0..<16))
  }

  @Test func axesHaveThePowerOfStrata() throws {
    let axes = (1...150).map { [$0, 0] } + (1...150).map { [0, $0] }
    try expectSpectrum(
      Latinized(JitteredDesign()), count: 49, dimension: 2, repetitions: 2000, at: axes
    ) { frequency in
      1 - pow(sinc(Double(frequency.reduce(0, +)) / 49), 2)
    }
  }

  @Test func growingToAMultipleStaysLatin() throws {
    var generator = SeededGenerator(seed: 11)
    let design = Latinized(OwenSobolDesign())
    let old = try design.points(20, dimension: 3, using: &generator)
    let new = try design.points(40, besides: old, using: &generator)
    #expect(isLatin(old.appending(new)))
  }
}
