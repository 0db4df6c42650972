// What the coordinates tell one axis, or two, at a time: correlations, and the Latin property.

internal import Foundation
public import PointSets

/// The greatest absolute correlation of two axes; 0 in one dimension.
///
/// Pearson's; an axis on which no point differs correlates with none. Time `N d²`.
public func maximumAbsoluteCorrelation(of points: PointSet) -> Double {
  let standardized = (0..<points.dimension).map { axis -> [Double] in
    let values = (0..<points.count).map { points[$0, axis] }
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    let norm = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
    return values.map { norm > 0 ? ($0 - mean) / norm : 0 }
  }
  var greatest = 0.0
  for first in standardized.indices {
    for second in 0..<first {
      let sum = zip(standardized[first], standardized[second]).reduce(0) { $0 + $1.0 * $1.1 }
      greatest = max(greatest, abs(sum))
    }
  }
  return min(1, greatest)
}

/// Whether each axis has exactly one point in each of its `N` strata `[k/N, (k+1)/N)`.
///
/// The strata end at the numbers nearest to `k/N`, so that a lattice, whose coordinates are these
/// numbers, is Latin; the product `x N` would put some of them into the stratum below.
public func isLatin(_ points: PointSet) -> Bool {
  let count = points.count
  guard count > 0 else { return false }
  return (0..<points.dimension).allSatisfy { axis in
    var isTaken = [Bool](repeating: false, count: count)
    for point in 0..<count {
      let value = points[point, axis]
      guard value >= 0, value <= 1 else { return false }
      var stratum = min(count - 1, Int(value * Double(count)))
      if stratum + 1 < count, value >= Double(stratum + 1) / Double(count) {
        stratum += 1
      } else if value < Double(stratum) / Double(count) {
        stratum -= 1
      }
      guard !isTaken[stratum] else { return false }
      isTaken[stratum] = true
    }
    return true
  }
}
