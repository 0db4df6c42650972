import Foundation
import NumericalMethods
import PointSets
import Spectra
import Testing

struct ModePowersTests {
  /// The definition, with a cosine and a sine for each point and mode.
  private func definition(_ points: PointSet, _ modes: IntegerModes) -> [Double] {
    (0..<modes.count).map { mode in
      var (x, y) = (0.0, 0.0)
      for point in 0..<points.count {
        let turns = (0..<points.dimension).reduce(0.0) {
          $0 + Double(modes[mode, $1]) * points[point, $1]
        }
        x += cos(2 * .pi * turns)
        y -= sin(2 * .pi * turns)
      }
      return (x * x + y * y) / Double(points.count)
    }
  }

  private func modes(_ count: Int, _ dimension: Int, reach: Int) -> IntegerModes {
    var generator = SeededGenerator(seed: 5)
    let components = (0..<count * dimension).map { _ in
      Int32(generator.index(below: 2 * reach + 1) - reach)
    }
    return IntegerModes(components: components, dimension: dimension)
  }

  @Test(arguments: [(1, 1), (7, 1), (257, 2), (300, 3), (100, 5), (1024, 8)])
  func directSumsFollowTheDefinition(_ count: Int, _ dimension: Int) {
    let points = SomePoints.random(count, dimension, seed: 3)
    let modes = modes(200, dimension, reach: 6)
    let found = powers(of: points, at: modes, method: .direct)
    for (value, expected) in zip(found, definition(points, modes)) {
      #expect(abs(value - expected) < 1e-11 * max(1, expected))
    }
  }

  @Test(arguments: [1, 2, 3]) func transformAgreesWithDirectSums(_ dimension: Int) {
    let points = SomePoints.random(500, dimension, seed: 8)
    let modes = modes(2000, dimension, reach: [0, 200, 60, 17][dimension])
    let direct = powers(of: points, at: modes, method: .direct)
    let fast = powers(of: points, at: modes, method: .transform)
    for (first, second) in zip(direct, fast) {
      // In amplitude, as a part of the greatest possible, which is √N.
      #expect(abs(first.squareRoot() - second.squareRoot()) < 1e-11 * 500.0.squareRoot())
      #expect(abs(first - second) < 1e-9 * max(first, 1e-3))
    }
  }

  @Test func transformTakesPointsOnTheFaces() {
    let points = PointSet(rows: [[0, 1], [1, 0.25], [0.999999, 0.5]], dimension: 2)
    let modes = modes(100, 2, reach: 20)
    let direct = powers(of: points, at: modes, method: .direct)
    let fast = powers(of: points, at: modes, method: .transform)
    for (first, second) in zip(direct, fast) { #expect(abs(first - second) < 1e-10) }
  }

  @Test func transformLeavesNoNoiseAboveItsClaim() {
    // A lattice has no power at all outside its dual.
    let points = SomePoints.lattice(1597, [1, 987])
    let modes = IntegerModes(components: [1, 0, 3, 5, 20, -7, 30, 30], dimension: 2)
    for power in powers(of: points, at: modes, method: .transform) {
      #expect(power < 1e-22 * 1597)
    }
  }

  @Test(arguments: PowerMethod.allCases)
  func threadsDoNotChangeTheLastBit(_ method: PowerMethod) {
    let points = SomePoints.random(700, 2, seed: 1)
    let modes = modes(5000, 2, reach: 30)
    let one = powers(of: points, at: modes, method: method, threads: 1)
    #expect(powers(of: points, at: modes, method: method, threads: 3) == one)
  }

  @Test func frequenciesCountCyclesAndNotAngles() {
    // Points at 0 and 1/2 cancel at one cycle per side, and add up at two.
    let points = PointSet(rows: [[0], [0.5]], dimension: 1)
    let found = powers(of: points, at: IntegerModes(components: [0, 1, 2, 3], dimension: 1))
    for (value, expected) in zip(found, [2.0, 0, 2, 0]) { #expect(abs(value - expected) < 1e-15) }
  }

  @Test func shiftedGridHasPowerOnlyAtMultiplesOfItsSide() {
    let points = SomePoints.grid(8, 2) { $0 == 0 ? 0.3 : 0.8 }
    let modes = IntegerModes(components: [8, 0, 8, -16, 4, 8, 1, 1, 7, 9], dimension: 2)
    let found = powers(of: points, at: modes)
    for (value, expected) in zip(found, [64.0, 64, 0, 0, 0]) {
      #expect(abs(value - expected) < 1e-10)
    }
  }

  @Test func latticeHasPowerOnlyOnItsDual() {
    let points = SomePoints.lattice(89, [1, 55])
    let modes = IntegerModes(ball: 12)
    for mode in 0..<modes.count {
      let isDual = (modes[mode, 0] + 55 * modes[mode, 1]).isMultiple(of: 89)
      let power = powers(
        of: points, at: IntegerModes(components: Array(modes[mode]), dimension: 2))[0]
      #expect(abs(power - (isDual ? 89 : 0)) < 1e-10)
    }
  }
}

extension IntegerModes {
  /// The modes of a disk.
  fileprivate init(ball radius: Double) {
    self = (try? IntegerModes(ball: radius, dimension: 2)) ?? .init(components: [], dimension: 2)
  }
}
