// Reference point sets, from a folder beside the package.

import Foundation
import PointSets
import _GoldenTestSupport

/// The points of a file of `golden/design`, such as `sobol_d2_n64`.
func goldenPoints(_ name: String) throws -> PointSet {
  let text = try String(
    contentsOfFile: "\(SharedFolder.path)/golden/design/\(name).csv", encoding: .utf8)
  let rows = text.split(separator: "\n").dropFirst()
    .map { $0.split(separator: ",").compactMap { Double($0) } }
  return PointSet(rows: rows, dimension: rows.first?.count ?? 1)
}
