// Means, intervals and resampling over the repetitions of an experiment.

import NumericalMethods

/// A range that holds a quantity with 95% confidence.
public struct ConfidenceInterval: Sendable, Hashable, Codable {
  public let lower: Double
  public let upper: Double
}

func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

/// The 95% interval of a mean of normal values, by Student's law; nothing for fewer than two.
func meanInterval(_ values: [Double]) -> ConfidenceInterval? {
  let (center, known) = meanAndError(values)
  guard let error = known else { return nil }
  let half = studentQuantile(values.count - 1) * error
  return ConfidenceInterval(lower: center - half, upper: center + half)
}

/// The 97.5% quantile of Student's law; within 0.2% beyond the table.
func studentQuantile(_ degrees: Int) -> Double {
  let table = [
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010,
    2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860,
  ]
  return degrees <= table.count ? table[degrees - 1] : 1.95996 + 2.45 / Double(degrees)
}

/// The 95% interval of a statistic of several samples, each drawn again with replacement.
///
/// A resampling for which the statistic has no value counts as infinite, up or down; nothing if an end
/// of the interval would be one of those, or if a sample has fewer than two values.
func bootstrapInterval(
  _ samples: [[Double]], resamplings: Int = 1000, seed: UInt64,
  _ statistic: ([[Double]]) -> Double?
) -> ConfidenceInterval? {
  guard samples.allSatisfy({ $0.count > 1 }) else { return nil }
  var generator = SeededGenerator(seed: seed)
  var values: [Double] = []
  for _ in 0..<resamplings {
    let drawn = samples.map { sample in
      sample.indices.map { _ in sample[generator.index(below: sample.count)] }
    }
    if let value = statistic(drawn), value.isFinite { values.append(value) }
  }
  // Each missing value may lie on either side.
  let missing = resamplings - values.count
  let end = resamplings / 40
  guard missing < end, !values.isEmpty else { return nil }
  values.sort()
  return ConfidenceInterval(
    lower: values[end - missing], upper: values[values.count - 1 - (end - missing)])
}
