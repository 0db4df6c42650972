// Blue noise search: points with the pair correlation and the empty low frequencies of a model.

import Foundation
import NumericalMethods
import PointSets

/// Finds points whose spectrum is a stair: 0 up to `a ν_c`, `H` up to `b ν_c`, and 1 beyond.
///
/// The sum of two energies is minimized by L-BFGS from a random start: that of the pair correlation
/// over distances up to `6 r_c`, and the mean power up to `a ν_c`. The first alone, as published,
/// cannot see fluctuations as wide as the box: it leaves a power of about 1 at `|m| = 1`.
struct BlueNoiseSearch {
  let limits: StairLimits
  let iterations: Int
  let isParallel: Bool
  let design: String

  func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    let (dimension, total) = (existing.dimension, Double(count + existing.count))
    let start = (0..<count * dimension).map { _ in generator.uniform() }
    guard total > 1 else { return PointSet(coordinates: start, dimension: dimension) }
    let spectral = try spectralEnergy(count, existing)
    let pairs = PairCorrelationEnergy(
      count: count, fixed: existing, scaleLength: scaleLength(total, dimension),
      target: target(total, dimension))
    let share = 1 / Double(max(1, spectral.weights.count))
    var search = LBFGS()
    search.iterations = iterations
    search.targetValue = 1e-12
    search.firstStep = 0.1 * scaleLength(total, dimension) * Double(count).squareRoot()
    let (state, _) = search.minimize(from: start) { point, gradient in
      let power = spectral.evaluate(point, &gradient)
      for index in gradient.indices { gradient[index] *= share }
      return share * power + pairs.evaluate(point.map(wrapped), addingTo: &gradient)
    } shouldContinue: { state in
      progress(Double(state.iterations) / Double(max(1, iterations)))
      return true
    }
    return PointSet(coordinates: state.point.map(wrapped), dimension: dimension)
  }

  private func spectralEnergy(
    _ count: Int, _ existing: PointSet
  ) throws(DesignError) -> SpectralEnergy {
    let total = Double(count + existing.count)
    let frequency = limits.lower * scaleFrequency(total, existing.dimension)
    do {
      let modes = try WeightedModes(
        ball: frequency, dimension: existing.dimension, weight: { _ in 1 })
      return SpectralEnergy(modes, count: count, fixed: existing, isParallel: isParallel)
    } catch {
      throw .option(design: design, problem: "\(error)")
    }
  }

  /// `ν_c = (N/V_d)^{1/d}`.
  private func scaleFrequency(_ total: Double, _ dimension: Int) -> Double {
    pow(total / unitBallVolume(dimension), 1 / Double(dimension))
  }

  /// `r_c = (N V_d)^{-1/d}`.
  private func scaleLength(_ total: Double, _ dimension: Int) -> Double {
    pow(total * unitBallVolume(dimension), -1 / Double(dimension))
  }

  /// `G(r) = 1 - [H a^d Λ_d(2π a ν_c r) + (1-H) b^d Λ_d(2π b ν_c r)]`.
  private func target(_ total: Double, _ dimension: Int) -> (Double) -> Double {
    let angular = 2 * Double.pi * scaleFrequency(total, dimension)
    let axes = Double(dimension)
    return { distance in
      let lower = normalizedBallTransform(dimension, limits.lower * angular * distance)
      let upper = normalizedBallTransform(dimension, limits.upper * angular * distance)
      return 1 - limits.height * pow(limits.lower, axes) * lower
        - (1 - limits.height) * pow(limits.upper, axes) * upper
    }
  }
}
