// RunSavings: how many random points give the error that a design gives.

import Foundation

/// How many random points give the error that a design gives, over the design's count.
///
/// The curve of random points is a straight line between its counts on logarithmic scales. Nothing
/// is said beyond its ends.
struct RunSavings {
  /// The design's count.
  let count: Int
  /// The counts of random points, ascending.
  let random: [Int]

  /// The factor, given the design's errors and then those of random points at each count.
  func factor(_ samples: [[Double]]) -> Double? {
    let error = mean(samples[0])
    let curve = zip(random, samples.dropFirst()).map { (Double($0), mean($1)) }
    for (first, second) in zip(curve, curve.dropFirst())
    where error <= first.1 && error >= second.1 {
      let share = first.1 > second.1 ? log(first.1 / error) / log(first.1 / second.1) : 0
      return first.0 * pow(second.0 / first.0, share) / Double(count)
    }
    return nil
  }
}
