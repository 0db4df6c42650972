// LearningCurve: how the error of trained models falls with the number of points.

import Foundation
public import NumericalMethods

/// Errors of models trained on nested subsets, fitted by `err(N) = a + b N^{-c}` with `a, b, c >= 0`.
///
/// Deviations count relative to the mean error of their size. The interval comes from resampled repeats
/// of each size. Beyond four times the largest size nothing is predicted.
public struct LearningCurve: Sendable, Hashable {
  /// The error of one trained model.
  public struct Trial: Sendable, Hashable {
    public let size: Int
    public let error: Double

    public init(size: Int, error: Double) { (self.size, self.error) = (size, error) }
  }

  /// `a + b N^{-c}`.
  public struct PowerLaw: Sendable, Hashable, Codable {
    public let floor: Double
    public let scale: Double
    public let exponent: Double

    public func error(at size: Double) -> Double { floor + scale * pow(size, -exponent) }

    /// The size at which the error is a target; nil where it stays above.
    public func size(reaching target: Double) -> Double? {
      guard target > floor, exponent > 0 else { return nil }
      return scale <= 0 ? 1 : max(1, pow((target - floor) / scale, -1 / exponent))
    }
  }

  public static let leastSizes = 5
  public static let leastRepeats = 3
  /// How many times the largest size is the farthest that anything is predicted.
  public static let extrapolation = 4

  public let fit: PowerLaw
  public let resampled: [PowerLaw]
  public let smallestSize: Int
  public let largestSize: Int

  /// Fits trials of at least 5 sizes with at least 3 repeats each.
  public init(
    _ trials: [Trial], resamplings: Int, using generator: inout SeededGenerator
  ) throws(PlanError) {
    for trial in trials {
      guard trial.size >= 1, trial.error >= 0, trial.error.isFinite else {
        throw .curveValue(size: Double(trial.size), error: trial.error)
      }
    }
    let sizes = Dictionary(grouping: trials, by: \.size)
      .map { (size: $0.key, errors: $0.value.map(\.error)) }.sorted { $0.size < $1.size }
    guard sizes.count >= Self.leastSizes, let first = sizes.first, let last = sizes.last else {
      throw .tooFewSizes(count: sizes.count, needed: Self.leastSizes)
    }
    for (size, errors) in sizes where errors.count < Self.leastRepeats {
      throw .tooFewRepeats(size: size, count: errors.count, needed: Self.leastRepeats)
    }
    (smallestSize, largestSize) = (first.size, last.size)
    fit = Self.fit(sizes)
    resampled = (0..<max(0, resamplings)).map { _ in
      Self.fit(
        sizes.map { size, errors in
          (size, errors.map { _ in errors[generator.index(below: errors.count)] })
        })
    }
  }

  /// The largest size that is predicted for.
  public var horizon: Int {
    largestSize.multipliedReportingOverflow(by: Self.extrapolation).partialValue
  }

  /// Least squares: a scan of the exponent, refined, the two others in closed form.
  private static func fit(_ sizes: [(size: Int, errors: [Double])]) -> PowerLaw {
    let means = sizes.map { size, errors in
      (size: Double(size), mean: errors.reduce(0, +) / Double(errors.count), count: errors.count)
    }
    let tiny = 1e-12 * max(means.map(\.mean).max() ?? 1, 1e-300)
    let weights = means.map { Double($0.count) / pow(max($0.mean, tiny), 2) }
    func law(_ exponent: Double) -> (law: PowerLaw, misfit: Double) {
      let powers = means.map { pow($0.size / means[0].size, -exponent) }
      let law = line(powers, means.map(\.mean), weights)
      let misfit = means.indices.reduce(0) { sum, index in
        let miss = means[index].mean - law.floor - law.slope * powers[index]
        return sum + weights[index] * miss * miss
      }
      let scale = law.slope * pow(means[0].size, exponent)
      return (PowerLaw(floor: law.floor, scale: scale, exponent: exponent), misfit)
    }
    var (low, high) = (0.02, 4.0)
    var best = law(low)
    for _ in 0..<8 {
      let step = (high - low) / 60
      for mark in 0...60 {
        let next = law(low + Double(mark) * step)
        if next.misfit < best.misfit { best = next }
      }
      (low, high) = (max(0.02, best.law.exponent - step), best.law.exponent + step)
    }
    return best.law
  }

  /// The weighted line `floor + slope x` with neither part below 0.
  private static func line(
    _ x: [Double], _ y: [Double], _ weights: [Double]
  ) -> (floor: Double, slope: Double) {
    let total = weights.reduce(0, +)
    let meanX = zip(weights, x).reduce(0) { $0 + $1.0 * $1.1 } / total
    let meanY = zip(weights, y).reduce(0) { $0 + $1.0 * $1.1 } / total
    var (square, product, through, spread) = (0.0, 0.0, 0.0, 0.0)
    for index in x.indices {
      square += weights[index] * (x[index] - meanX) * (x[index] - meanX)
      product += weights[index] * (x[index] - meanX) * (y[index] - meanY)
      through += weights[index] * x[index] * y[index]
      spread += weights[index] * x[index] * x[index]
    }
    let slope = square > 0 ? product / square : 0
    if slope <= 0 { return (meanY, 0) }
    let floor = meanY - slope * meanX
    return floor >= 0 ? (floor, slope) : (0, through / spread)
  }
}
