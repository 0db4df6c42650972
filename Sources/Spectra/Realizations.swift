// Realizations: several point sets of one design, checked once.

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
