// Standardization: columns moved to mean 0 and scaled to deviation 1.

/// The means and deviations of the columns of a table.
///
/// A constant column is moved and not scaled.
struct Standardization: Sendable {
  let means: [Double]
  let deviations: [Double]

  /// Of row-major values with some number of columns.
  init(_ values: [Double], columns: Int) {
    let rows = Double(values.count / columns)
    var (means, squares) = (
      [Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns)
    )
    for (place, value) in values.enumerated() { means[place % columns] += value / rows }
    for (place, value) in values.enumerated() {
      let offset = value - means[place % columns]
      squares[place % columns] += offset * offset / rows
    }
    self.means = means
    deviations = zip(squares, means).map { square, mean in
      let deviation = square.squareRoot()
      return deviation > 1e-14 * abs(mean) ? deviation : 1
    }
  }

  func standardized(_ values: [Double]) -> [Double] {
    values.enumerated().map { place, value in
      let column = place % means.count
      return (value - means[column]) / deviations[column]
    }
  }

  func restored(_ values: [Double]) -> [Double] {
    values.enumerated().map { place, value in
      let column = place % means.count
      return means[column] + deviations[column] * value
    }
  }
}
