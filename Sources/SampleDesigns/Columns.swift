// Columns: points axis by axis, the view of designs that treat each axis on its own.

package import PointSets

extension PointSet {
  /// Points from the coordinates along each axis.
  package init(columns: [[Double]]) {
    let (count, dimension) = (columns.first?.count ?? 0, columns.count)
    var coordinates = Array(repeating: 0.0, count: count * dimension)
    for (axis, column) in columns.enumerated() {
      precondition(column.count == count, "an axis of \(column.count) points among \(count)")
      for point in 0..<count { coordinates[point * dimension + axis] = column[point] }
    }
    self.init(coordinates: coordinates, dimension: dimension)
  }

  /// The coordinates along one axis.
  package func column(_ axis: Int) -> [Double] {
    stride(from: axis, to: coordinates.count, by: dimension).map { coordinates[$0] }
  }
}
