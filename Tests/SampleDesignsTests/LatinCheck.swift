// What the tests of Latin designs share.

import PointSets

/// Whether every stratum of every axis holds exactly one point.
func isLatin(_ points: PointSet) -> Bool {
  (0..<points.dimension).allSatisfy { axis in
    let strata = Set((0..<points.count).map { Int(points[$0, axis] * Double(points.count)) })
    return strata == Set(0..<points.count)
  }
}
