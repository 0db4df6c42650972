import Foundation
import NumericalMethods
import PointSets
import Testing
import _DesignTestSupport

@testable import SampleDesigns

struct BlueNoiseTests {
  /// The mean power of one realization over the frequencies of a ring.
  private func meanPower(
    _ points: PointSet, from inner: Double, to outer: Double
  ) throws -> Double {
    let modes = try IntegerModes(ball: outer, dimension: points.dimension)
    let (real, imaginary) = ModeSums(modes).sums(points.coordinates)
    let ring = (0..<modes.count).filter { Double(modes.squaredLength($0)) > inner * inner }
    return ring.reduce(0) { $0 + real[$1] * real[$1] + imaginary[$1] * imaginary[$1] }
      / Double(ring.count * points.count)
  }

  private func scaleFrequency(_ count: Int, _ dimension: Int) -> Double {
    pow(Double(count) / unitBallVolume(dimension), 1 / Double(dimension))
  }

  @Test func stepBlueNoiseIsADesign() throws {
    var design = StepBlueNoise()
    design.iterations = 30
    try expectDesign(design, sizes: [(1, 1), (2, 2), (3, 1), (50, 2), (40, 5), (12, 12)])
  }

  @Test func stairBlueNoiseIsADesign() throws {
    var options = DesignOptions()
    options.iterations = 30
    try expectDesign(
      StairBlueNoise(options: options), sizes: [(1, 1), (2, 2), (3, 1), (50, 2), (40, 5)])
  }

  /// The published algorithm leaves 0.4 at `|m| = 1`, and the given mean powers in the band.
  @Test(arguments: [(256, 2, 0.062), (400, 2, 0.062), (400, 3, 0.030), (400, 4, 0.020)])
  func theBandIsEmptyFromItsLowestFrequencyOn(
    _ count: Int, _ dimension: Int, _ published: Double
  ) throws {
    var design = StepBlueNoise()
    design.iterations = 60
    var generator = SeededGenerator(seed: 1)
    let points = try design.points(count, dimension: dimension, using: &generator)
    let edge = scaleFrequency(count, dimension)
    let band = try meanPower(points, from: 0, to: 0.85 * edge)
    let lowest = try meanPower(points, from: 0, to: min(2, 0.85 * edge))
    #expect(band < published / 2)
    #expect(lowest < published)
    // Beyond the step the power is that of random points.
    let beyond = try meanPower(points, from: 1.5 * edge, to: 2.5 * edge)
    #expect(abs(beyond - 1) < 0.1)
  }

  @Test func aStairIsEmptyFartherAndAsHighAsAskedForBehind() throws {
    for height in [1.25, 1.5] {
      var options = DesignOptions()
      (options.stairHeight, options.iterations) = (height, 150)
      var generator = SeededGenerator(seed: 2)
      let points = try StairBlueNoise(options: options).points(256, dimension: 2, using: &generator)
      let limits = StairLimits(dimension: 2, height: height)
      let scale = scaleFrequency(256, 2)
      #expect(try meanPower(points, from: 0, to: limits.lower * scale) < 0.05)
      let stair = try meanPower(points, from: limits.lower * scale, to: limits.upper * scale)
      #expect(abs(stair - height) < 0.15)
    }
  }

  @Test func aStepHasNoSuchStair() throws {
    var generator = SeededGenerator(seed: 2)
    let points = try StepBlueNoise().points(256, dimension: 2, using: &generator)
    let scale = scaleFrequency(256, 2)
    #expect(abs(try meanPower(points, from: scale, to: 1.5 * scale) - 1) < 0.15)
  }

  @Test func theGradientOfThePairEnergyIsItsSlope() throws {
    var generator = SeededGenerator(seed: 4)
    let fixed = try RandomDesign().points(10, dimension: 2, using: &generator)
    let points = try RandomDesign().points(20, dimension: 2, using: &generator).coordinates
    let energy = PairCorrelationEnergy(count: 20, fixed: fixed, scaleLength: 0.1) {
      min(1, 5 * $0)
    }
    var (gradient, ignored) = ([Double](repeating: 0, count: 40), [Double](repeating: 0, count: 40))
    _ = energy.evaluate(points, addingTo: &gradient)
    let largest = gradient.map(abs).max() ?? 0
    for index in 0..<40 {
      var (above, below) = (points, points)
      above[index] += 1e-7
      below[index] -= 1e-7
      let rise =
        energy.evaluate(above, addingTo: &ignored) - energy.evaluate(below, addingTo: &ignored)
      #expect(abs(rise / 2e-7 - gradient[index]) < 2e-3 * largest)
    }
  }

  @Test func addedPointsEmptyTheBandOfAllPointsTogether() throws {
    var generator = SeededGenerator(seed: 6)
    let old = try StepBlueNoise().points(60, dimension: 2, using: &generator)
    let new = try StepBlueNoise().points(140, besides: old, using: &generator)
    let edge = scaleFrequency(200, 2)
    #expect(try meanPower(old.appending(new), from: 0, to: 0.85 * edge) < 0.03)
    #expect(try meanPower(new, from: 0, to: 0.85 * edge) > 0.1)
  }

  @Test func theSamePointsComeFromOneThreadAndFromMany() throws {
    var (one, many) = (StepBlueNoise(), StepBlueNoise())
    (one.iterations, many.iterations, one.isParallel) = (20, 20, false)
    var (first, second) = (SeededGenerator(seed: 3), SeededGenerator(seed: 3))
    #expect(
      try one.points(200, dimension: 2, using: &first)
        == many.points(200, dimension: 2, using: &second))
  }

  @Test func nonsenseIsRefused() {
    for (height, iterations) in [(0.5, 10), (.nan, 10), (100, 10), (1.5, -1)] {
      var options = DesignOptions()
      (options.stairHeight, options.iterations) = (height, iterations)
      #expect(throws: DesignError.self) { try StairBlueNoise(options: options) }
    }
  }
}
