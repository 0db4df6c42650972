import NumericalMethods
import PointSets
import Testing
import _DesignTestSupport
import _GoldenTestSupport

@testable import SampleDesigns

struct HaltonDesignTests {
  @Test func isADesign() throws {
    try expectDesign(HaltonDesign(), sizes: [(1, 1), (64, 2), (100, 5), (33, 20)], isRandom: false)
    try expectDesign(ScrambledHaltonDesign(), sizes: [(1, 1), (64, 2), (100, 5), (33, 20)])
    try expectDesign(
      HammersleyDesign(), sizes: [(1, 1), (64, 2), (100, 5), (33, 20)], isRandom: false)
  }

  @Test(
    .enabled(if: SharedFolder.exists, "the folder of references is not here"),
    arguments: ["halton_d2_n64", "halton_d3_n64", "halton_d5_n32"])
  func equalsTheReference(name: String) throws {
    let reference = try goldenPoints(name)
    var generator = SeededGenerator(seed: 1)
    let points = try HaltonDesign().points(
      reference.count, dimension: reference.dimension, using: &generator)
    #expect(points.isNearlyEqual(to: reference))
    for (one, other) in zip(points.coordinates, reference.coordinates) {
      #expect(abs(one - other) < 1e-15)
    }
  }

  @Test func mirrorsTheDigits() throws {
    var generator = SeededGenerator(seed: 1)
    let points = try HaltonDesign().points(7, dimension: 2, using: &generator)
    // 6 = 110 in base 2 and 20 in base 3.
    #expect(points[6, 0] == 0.375)
    #expect(abs(points[6, 1] - 2.0 / 9) < 1e-15)
  }

  /// The first `b^k` points hold one in each stratum of `b^-k` of the axis of base `b`.
  @Test(arguments: [(0, 64), (1, 81), (2, 25), (3, 49)])
  func everyAxisIsStratifiedAtPowersOfItsBase(axis: Int, count: Int) throws {
    var generator = SeededGenerator(seed: 2)
    let points = try ScrambledHaltonDesign().points(count, dimension: 4, using: &generator)
    #expect(isLatin(PointSet(coordinates: points.column(axis), dimension: 1)))
  }

  @Test func growingGoesOnWithTheSequence() throws {
    let designs: [any Design] = [HaltonDesign(), ScrambledHaltonDesign()]
    for design in designs {
      var generators = (0..<3).map { _ in SeededGenerator(seed: 7) }
      let whole = try design.points(50, dimension: 3, using: &generators[0])
      let first = try design.points(21, dimension: 3, using: &generators[1])
      let rest = try design.points(29, besides: first, using: &generators[2])
      #expect(first.appending(rest) == whole)
    }
  }

  @Test func scrambledPointsAreEvenlyDistributed() throws {
    var sums = Array(repeating: (first: 0.0, second: 0.0), count: 9)
    for seed in 0..<4000 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let points = try ScrambledHaltonDesign().points(3, dimension: 3, using: &generator)
      for (index, coordinate) in points.coordinates.enumerated() {
        sums[index].first += coordinate - 0.5
        sums[index].second += (coordinate - 0.5) * (coordinate - 0.5) - 1 / 12.0
      }
    }
    for sum in sums {
      #expect(abs(sum.first) < 4 * (4000 / 12.0).squareRoot())
      #expect(abs(sum.second) < 4 * (4000 / 180.0).squareRoot())
    }
  }

  @Test func hammersleyStepsAlongTheFirstAxis() throws {
    var generator = SeededGenerator(seed: 1)
    let points = try HammersleyDesign().points(4, dimension: 2, using: &generator)
    #expect(points.coordinates == [0, 0, 0.25, 0.5, 0.5, 0.25, 0.75, 0.75])
  }

  @Test func primesAreThePrimes() {
    #expect(primes(10) == [2, 3, 5, 7, 11, 13, 17, 19, 23, 29])
    #expect(primes(1000).last == 7919)
  }
}
