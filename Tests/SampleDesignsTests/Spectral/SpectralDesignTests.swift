import Foundation
import NumericalMethods
import PointSets
import Testing
import _DesignTestSupport

@testable import SampleDesigns

struct SpectralDesignTests {
  @Test func isADesign() throws {
    try expectDesign(
      SpectralDesign(), sizes: [(1, 1), (2, 2), (3, 1), (64, 2), (60, 5), (20, 12)])
  }

  /// `P(m)` from its definition.
  private func power(_ points: PointSet, _ mode: [Int]) -> Double {
    let angles = (0..<points.count).map { point in
      2 * Double.pi * zip(mode, points[point]).reduce(0) { $0 + Double($1.0) * $1.1 }
    }
    let (cosine, sine) = (angles.reduce(0) { $0 + cos($1) }, angles.reduce(0) { $0 + sin($1) })
    return (cosine * cosine + sine * sine) / Double(points.count)
  }

  private func largestPower(_ points: PointSet, _ modes: IntegerModes) -> Double {
    (0..<modes.count).map { power(points, modes[$0].map(Int.init)) }.max() ?? 0
  }

  /// The cut-offs and the number of points are those of the specification.
  @Test(arguments: [(2, 10.0), (3, 4.9), (4, 3.1), (5, 2.6)])
  func lowFrequenciesAreEmptyAtTwoFifthsOfTheFreedom(_ dimension: Int, _ radius: Double) throws {
    var design = SpectralDesign()
    design.weight = .flat(cutoff: radius)
    var generator = SeededGenerator(seed: 2)
    let points = try design.points(200, dimension: dimension, using: &generator)
    let modes = try IntegerModes(ball: radius, dimension: dimension)
    let share = Double(modes.count) / Double(dimension * 199)
    #expect(share > 0.25 && share < 0.45)
    #expect(largestPower(points, modes) < 1e-20)
  }

  @Test func theDefaultCutoffIsTheLargestOfTwoFifthsOfTheFreedom() throws {
    for (count, dimension) in [(200, 2), (200, 5), (30, 3), (1000, 8)] {
      let radius = WeightedModes.radius(
        constraining: 0.4, count: count, dimension: dimension)
      let pairs = try IntegerModes.ballCount(radius: radius, dimension: dimension) / 2
      let length = (radius * radius).rounded() + 1
      var next = length
      while try IntegerModes.ballCount(radius: next.squareRoot(), dimension: dimension) / 2 == pairs
      {
        next += 1
      }
      let more = try IntegerModes.ballCount(radius: next.squareRoot(), dimension: dimension) / 2
      let freedom = Double(dimension * (count - 1))
      #expect(pairs <= 0.4 * freedom && more > 0.4 * freedom)
    }
  }

  @Test func aMeanOfAnyFunctionBelowTheCutoffIsItsIntegral() throws {
    var generator = SeededGenerator(seed: 5)
    let points = try SpectralDesign().points(100, dimension: 2, using: &generator)
    let mean = (0..<100).reduce(0.0) { sum, point in
      let (x, y) = (points[point, 0], points[point, 1])
      return sum + exp(cos(2 * .pi * x)) * exp(sin(2 * .pi * y)) / 100
    }
    // ∫ = I_0(1)²; the frequencies beyond the cut-off hold less than 1e-6.
    #expect(abs(mean - 1.2660658777520084 * 1.2660658777520084) < 1e-6)
  }

  @Test func theSamePointsComeFromOneThreadAndFromMany() throws {
    var (one, many) = (SpectralDesign(), SpectralDesign())
    (one.isParallel, many.isParallel) = (false, true)
    var (first, second) = (SeededGenerator(seed: 3), SeededGenerator(seed: 3))
    #expect(
      try one.points(300, dimension: 2, using: &first)
        == many.points(300, dimension: 2, using: &second))
  }

  @Test func addedPointsEmptyThePowerOfAllPointsTogether() throws {
    var generator = SeededGenerator(seed: 4)
    let old = try RandomDesign().points(40, dimension: 2, using: &generator)
    var design = SpectralDesign()
    design.weight = .flat(cutoff: 7)
    let new = try design.points(160, besides: old, using: &generator)
    let modes = try IntegerModes(ball: 7, dimension: 2)
    #expect(largestPower(old.appending(new), modes) < 1e-20)
    #expect(largestPower(old, modes) > 1 && largestPower(new, modes) > 0.2)
  }

  @Test func twoAndThreePointsLieOpposite() throws {
    for count in 2...3 {
      var generator = SeededGenerator(seed: 6)
      let points = try SpectralDesign().points(count, dimension: 3, using: &generator)
      for axis in 0..<3 {
        let sorted = (0..<count).map { points[$0, axis] }.sorted()
        for (left, right) in zip(sorted, sorted.dropFirst()) {
          #expect(abs(right - left - 1 / Double(count)) < 1e-9)
        }
      }
    }
  }

  @Test func aCutoffThatTakesTooMuchFreedomStillGivesThePoints() throws {
    var options = DesignOptions()
    options.cutoff = 9
    options.iterations = 300
    var generator = SeededGenerator(seed: 7)
    let points = try SpectralDesign(options: options).points(50, dimension: 2, using: &generator)
    let modes = try IntegerModes(ball: 9, dimension: 2)
    let mean = (0..<modes.count).reduce(0.0) {
      $0 + power(points, modes[$1].map(Int.init)) / Double(modes.count)
    }
    #expect(points.count == 50)
    // 126 modes on 98 free coordinates: not empty, but far below the 1 of random points.
    #expect(mean < 0.5)
  }

  @Test func nonsenseIsRefused() {
    for (cutoff, iterations) in [(0.5, 10), (.nan, 10), (-3, 10), (5000, 10), (3, -1)] {
      var options = DesignOptions()
      (options.cutoff, options.iterations) = (cutoff, iterations)
      var generator = SeededGenerator(seed: 1)
      #expect(throws: DesignError.self) {
        try SpectralDesign(options: options).points(20, dimension: 3, using: &generator)
      }
    }
  }
}
