import Foundation
import NumericalMethods
import PointSets
import SampleDesigns
import Spectra
import Testing

struct LatinizedModelTests {
  /// Within three quarters of the silent ball's radius, off the axes, as a mean over modes.
  @Test(arguments: [(64, 2), (144, 2), (125, 3), (243, 5)])
  func blurIsThatOfRankMappedStealthyDesigns(_ count: Int, _ dimension: Int) throws {
    let base = StealthyModel(count: count, dimension: dimension)
    let model = LatinizedModel(base, cutoff: base.cutoff)
    let modes = try IntegerModes(
      ball: max(2.0.squareRoot(), 0.75 * base.cutoff), dimension: dimension)
    let design = try #require(
      try DesignCatalog.design(named: "stealthy+lhs", options: DesignOptions()))
    var generator = SeededGenerator(seed: 5)
    var (measured, expected) = (0.0, 0.0)
    for _ in 0..<3 {
      let points = try design.points(count, dimension: dimension, using: &generator)
      for mode in 0..<modes.count where modes[mode].filter({ $0 != 0 }).count > 1 {
        var (real, imaginary) = (0.0, 0.0)
        for point in 0..<count {
          let turns = (0..<dimension).reduce(0.0) {
            $0 + Double(modes[mode, $1]) * points[point, $1]
          }
          real += cos(2 * .pi * turns)
          imaginary += sin(2 * .pi * turns)
        }
        measured += (real * real + imaginary * imaginary) / Double(count)
        expected += model.power(modes[mode].map { Int($0) })
      }
    }
    #expect(abs(measured / expected - 1) < 0.35, "\(measured / expected)")
  }

  @Test func shellsAreTheSumsOfTheirModes() throws {
    let model = LatinizedModel(StealthyModel(count: 20, dimension: 3), cutoff: 2)
    let shells = model.shellPowers(upTo: 9)
    for shell in 1...9 {
      var sum = 0.0
      for x in -3...3 {
        for y in -3...3 {
          for z in -3...3 where x * x + y * y + z * z == shell { sum += model.power([x, y, z]) }
        }
      }
      #expect(abs(shells[shell] - sum) < 1e-9)
    }
  }
}
