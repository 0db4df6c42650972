// Strata: equal parts of the unit interval, and which of them are still free.

import NumericalMethods

/// The place `(number + share)/count` in a stratum; never 1.
func stratum(_ number: Int, of count: Int, at share: Double) -> Double {
  min((Double(number) + share) / Double(count), 1.0.nextDown)
}

/// The stratum that a coordinate lies in.
func stratum(of coordinate: Double, among count: Int) -> Int {
  min(count - 1, max(0, Int(coordinate * Double(count))))
}

/// `wanted` of the strata, in ascending order, chosen by chance among those that hold no coordinate.
///
/// There are enough of them if `count` is at least the number of coordinates plus `wanted`.
/// Cost: linear in `count`.
func freeStrata(
  _ wanted: Int, besides coordinates: [Double], count: Int, using generator: inout SeededGenerator
) -> [Int] {
  var isTaken = Array(repeating: false, count: count)
  for coordinate in coordinates { isTaken[stratum(of: coordinate, among: count)] = true }
  var free = (0..<count).filter { !isTaken[$0] }
  guard free.count > wanted else { return free }
  // Selection sampling keeps the order.
  var (left, missing) = (free.count, wanted)
  free.removeAll { _ in
    let isChosen = generator.index(below: left) < missing
    left -= 1
    if isChosen { missing -= 1 }
    return !isChosen
  }
  return free
}
