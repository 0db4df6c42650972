// The Gaussian process: it interpolates, knows what it does not know, and climbs the right hill.

import Foundation
import NumericalMethods
import PointSets
import Simulators
import Testing

@testable import Surrogates

/// Evenly drawn points.
func randomPoints(_ count: Int, _ dimension: Int, seed: UInt64) -> PointSet {
  var generator = SeededGenerator(seed: seed)
  return PointSet(
    coordinates: (0..<count * dimension).map { _ in generator.uniform() }, dimension: dimension)
}

/// The root mean squared error over the deviation of the values.
func relativeError(_ predicted: [Double], _ values: [Double]) -> Double {
  let mean = values.reduce(0, +) / Double(values.count)
  let total = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  let wrong = zip(predicted, values).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  return (wrong / total).squareRoot()
}

struct GaussianProcessTests {
  private func smooth(_ x: ArraySlice<Double>) -> Double {
    sin(4 * x[x.startIndex]) + x[x.startIndex + 1] * x[x.startIndex + 1]
  }

  private func values(_ points: PointSet) -> [Double] {
    (0..<points.count).map { smooth(points[$0]) }
  }

  @Test func itInterpolatesSmoothRuns() throws {
    var generator = SeededGenerator(seed: 1)
    let points = randomPoints(40, 2, seed: 2)
    let process = try GaussianProcess(fitting: points, values(points), using: &generator)
    for (row, value) in zip(process.predict(points), values(points)) {
      // The nugget, below 1e-6 of the variance, leaves this much.
      #expect(abs(row[0] - value) < 5e-4)
    }
    let fresh = randomPoints(500, 2, seed: 3)
    #expect(relativeError(process.predict(fresh).map { $0[0] }, values(fresh)) < 0.02)
  }

  @Test func varianceIsSmallAtRunsAndThePriorsFarAway() throws {
    var generator = SeededGenerator(seed: 1)
    let points = randomPoints(30, 2, seed: 2)
    let process = try GaussianProcess(fitting: points, values(points), using: &generator)
    let here = process.predictWithVariance(points)
    #expect(here.allSatisfy { $0.variance < 1e-4 * process.variance })
    let far = process.predictWithVariance(
      PointSet(coordinates: [1e4, -1e4], dimension: 2))[0]
    #expect(abs(far.variance - process.variance) < 1e-6 * process.variance)
    let mean = values(points).reduce(0, +) / 30
    #expect(abs(far.mean - mean) < 1e-6)
    for (one, two) in zip(process.predict(points), here) { #expect(one[0] == two.mean) }
  }

  @Test func gradientIsThatOfTheLikelihood() throws {
    let points = randomPoints(25, 3, seed: 4)
    let targets = (0..<25).map { sin(5 * points[$0, 0]) + points[$0, 1] + 0.1 * points[$0, 2] }
    let likelihood = MarginalLikelihood(points, targets)
    let place = Hyperparameters(lengths: [0.4, 0.9, 2.1], nugget: 3e-3)
    let exact = try #require(likelihood.valueAndGradient(place))
    let step = 1e-5
    for index in 0..<4 {
      let difference = try [1.0, -1].map { sign in
        var moved = place
        if index < 3 {
          moved.lengths[index] *= exp(sign * step)
        } else {
          moved.nugget *= exp(sign * step)
        }
        return sign * (try #require(likelihood.valueAndGradient(moved))).value
      }
      let numeric = (difference[0] + difference[1]) / (2 * step)
      let slope = index < 3 ? exact.lengths[index] : exact.nugget
      #expect(abs(numeric - slope) < 1e-5 * max(1, abs(slope)), "parameter \(index)")
    }
  }

  @Test func aDrawOfItsOwnKernelIsPredictedAsWellAsItClaims() throws {
    // A draw at all points: the factor of the true covariance times normal numbers.
    var generator = SeededGenerator(seed: 6)
    let points = randomPoints(300, 2, seed: 5)
    let lengths = [0.25, 1.0]
    let draw = try kernelDraw(points, lengths, using: &generator)
    let known = PointSet(coordinates: Array(points.coordinates[..<400]), dimension: 2)
    let fresh = PointSet(coordinates: Array(points.coordinates[400...]), dimension: 2)
    let process = try GaussianProcess(
      fitting: known, Array(draw[..<200]), using: &generator)
    let predicted = process.predictWithVariance(fresh)
    let truth = Array(draw[200...])
    #expect(relativeError(predicted.map(\.mean), truth) < 0.3)
    // Standardized errors of a calibrated model have a mean square near 1.
    let scores = zip(predicted, truth).map { ($0.mean - $1) * ($0.mean - $1) / $0.variance }
    let score = scores.reduce(0, +) / Double(scores.count)
    #expect((0.5...2).contains(score))
    // The short length is told from the long one.
    #expect((0.12...0.5).contains(process.lengths[0]))
    #expect(process.lengths[1] > 2 * process.lengths[0])
  }

  private func kernelDraw(
    _ points: PointSet, _ lengths: [Double], using generator: inout SeededGenerator
  ) throws -> [Double] {
    let count = points.count
    var factor = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for i in 0..<count {
      for j in 0...i {
        let square = (0..<points.dimension).reduce(0.0) {
          let offset = (points[i, $1] - points[j, $1]) / lengths[$1]
          return $0 + offset * offset
        }
        let r = (5 * square).squareRoot()
        var value = (1 + r + r * r / 3) * exp(-r) + (i == j ? 1e-10 : 0)
        for k in 0..<j { value -= factor[i][k] * factor[j][k] }
        factor[i][j] = i == j ? value.squareRoot() : value / factor[j][j]
      }
    }
    let normal = (0..<count).map { _ in
      (-2 * log(1 - generator.uniform())).squareRoot() * cos(2 * .pi * generator.uniform())
    }
    return (0..<count).map { i in (0...i).reduce(0) { $0 + factor[i][$1] * normal[$1] } }
  }

  @Test func sameSeedGivesTheSameProcess() throws {
    let points = randomPoints(40, 2, seed: 2)
    let fresh = randomPoints(10, 2, seed: 3)
    let runs = try (0..<2).map { _ in
      var generator = SeededGenerator(seed: 9)
      return try GaussianProcess(fitting: points, values(points), using: &generator)
        .predict(fresh)
    }
    #expect(runs[0] == runs[1])
  }

  @Test func constantRunsAndCoincidingPointsArePredicted() throws {
    var generator = SeededGenerator(seed: 1)
    let points = randomPoints(10, 2, seed: 2)
    let constant = try GaussianProcess(
      fitting: points, [Double](repeating: 3, count: 10), using: &generator)
    #expect(constant.predict(points).allSatisfy { $0[0] == 3 })
    let twice = points.appending(points)
    let process = try GaussianProcess(fitting: twice, values(twice), using: &generator)
    #expect(process.predict(points).allSatisfy { $0[0].isFinite })
  }

  @Test func unfitDataIsRefused() {
    var generator = SeededGenerator(seed: 1)
    let points = randomPoints(3, 2, seed: 1)
    #expect(throws: SurrogateError.targetCount(points: 3, targets: 2)) {
      try GaussianProcess(fitting: points, [1, 2], using: &generator)
    }
    #expect(throws: SurrogateError.notFinite(row: 1)) {
      try GaussianProcess(fitting: points, [1, .nan, 2], using: &generator)
    }
    #expect(throws: SurrogateError.tooFewPoints(given: 1, needed: 2)) {
      try GaussianProcess(fitting: points.selecting([0]), [1], using: &generator)
    }
  }
}
