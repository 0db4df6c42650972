// Realizations: several point sets of one design, checked once.

internal import Foundation
internal import PointSets

/// Throws unless there are at least `needed` points, all of them within the unit cube.
func check(_ points: PointSet, needed: Int = 1) throws(SpectrumError) {
  guard points.count >= needed else {
    throw .tooFewPoints(count: points.count, needed: needed)
  }
  for (index, value) in points.coordinates.enumerated() where !(value >= 0 && value <= 1) {
    let (point, axis) = index.quotientAndRemainder(dividingBy: points.dimension)
    throw .outsideCube(point: point, axis: axis, value: value)
  }
}

/// Throws unless there is a point set, and all of them have the count and dimension of the first.
func check(realizations: [PointSet], needed: Int = 1) throws(SpectrumError) {
  guard let first = realizations.first else { throw .tooFewPoints(count: 0, needed: needed) }
  for (index, points) in realizations.enumerated() {
    guard points.count == first.count, points.dimension == first.dimension else {
      throw .differentRealizations(index: index)
    }
    try check(points, needed: needed)
  }
}

/// The mean of some numbers, and the standard error of that mean where there are two or more.
func meanAndError(_ values: [Double]) -> (mean: Double, error: Double?) {
  let count = Double(values.count)
  let mean = values.reduce(0, +) / count
  guard values.count > 1 else { return (mean, nil) }
  let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, (square / (count - 1) / count).squareRoot())
}

/// The number of threads that a work takes unless it is told otherwise.
public var defaultThreadCount: Int { ProcessInfo.processInfo.activeProcessorCount }
