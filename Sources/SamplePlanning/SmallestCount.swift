// The smallest number of points that reaches a target.

/// The largest number of points that a plan considers.
let largestPlannedCount = 1 << 50

/// The smallest whole number from 1 to 2^50 that reaches a target, `nil` where none is found.
///
/// Doubling, then bisection: about 100 trials at most. Where success is not monotone in the number the
/// result still succeeds, and the number below it fails.
func smallestCount(reaching target: (Int) -> Bool) -> Int? {
  var high = 1
  while !target(high) {
    guard high < largestPlannedCount else { return nil }
    high *= 2
  }
  // Fails at `low` (0 is no number of points), succeeds at `high`.
  var low = high / 2
  while high - low > 1 {
    let middle = low + (high - low) / 2
    if target(middle) { high = middle } else { low = middle }
  }
  return high
}
