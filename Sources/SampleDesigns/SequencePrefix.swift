// Prefixes: whether points are the first ones of a sequence, so that the sequence can go on.

import PointSets

extension PointSet {
  /// Whether these points are others up to rounding on the way to physical units and back.
  func isNearlyEqual(to other: PointSet) -> Bool {
    dimension == other.dimension && coordinates.count == other.coordinates.count
      && zip(coordinates, other.coordinates).allSatisfy { abs($0 - $1) <= 1e-9 }
  }
}
