// Tables in physical units and points of the unit cube: each made from the other.

public import PointSets

extension Domain {
  /// Points of the unit cube as a table in physical units; categories are words.
  public func table(_ points: PointSet) -> PointTable {
    precondition(
      points.dimension == dimension,
      "points of \(points.dimension) dimensions in a domain of \(dimension)")
    return PointTable(
      variables.enumerated().map { axis, variable in
        let values = (0..<points.count).map { variable.law.quantile(points[$0, axis]) }
        guard let names = variable.law.categoryNames else { return .init(variable.name, values) }
        return .init(variable.name, text: values.map { names[Int($0)] })
      })
  }

  /// The rows of a table in physical units: a number a variable, the index of a category's name.
  ///
  /// The columns are found by the names of the variables, whatever else the table holds.
  public func coordinates(_ table: PointTable) throws(DomainError) -> [[Double]] {
    var rows = [[Double]](repeating: [], count: table.count)
    for variable in variables {
      let values: [Double]
      if let names = variable.law.categoryNames {
        values = try indexes(of: names, variable.name, table)
      } else {
        do { values = try table.finiteNumbers(variable.name) } catch {
          throw .points(error)
        }
        try checkRange(values, variable, table)
      }
      for (row, value) in values.enumerated() { rows[row].append(value) }
    }
    return rows
  }

  /// The points of the unit cube that stand for the rows of a table in physical units.
  public func unitPoints(_ table: PointTable) throws(DomainError) -> PointSet {
    PointSet(rows: try coordinates(table).map { unit($0) }, dimension: dimension)
  }

  private func indexes(
    of names: [String], _ variable: String, _ table: PointTable
  ) throws(DomainError) -> [Double] {
    let words: [String]
    do { words = try table.text(variable) } catch { throw .points(error) }
    var values: [Double] = []
    for (row, word) in words.enumerated() {
      guard let index = names.firstIndex(of: word) else {
        throw .value(
          place: table.place(row), variable: variable,
          problem: "'\(word.prefix(40))' is not among its categories")
      }
      values.append(Double(index))
    }
    return values
  }

  private func checkRange(
    _ values: [Double], _ variable: Variable, _ table: PointTable
  ) throws(DomainError) {
    var range = variable.law.range
    if case .normal = variable.law { range = -.infinity ... .infinity }
    // A file may have been written with fewer digits than its bounds.
    let slack =
      (range.upperBound - range.lowerBound).isFinite
      ? 1e-9 * (range.upperBound - range.lowerBound) : 0
    let isWhole = variable.law.levels != nil
    for (row, value) in values.enumerated() {
      guard value >= range.lowerBound - slack, value <= range.upperBound + slack else {
        throw .value(
          place: table.place(row), variable: variable.name,
          problem: "\(value) is outside \(range.lowerBound) to \(range.upperBound)")
      }
      guard !isWhole || value == value.rounded() else {
        throw .value(
          place: table.place(row), variable: variable.name, problem: "\(value) is no whole number")
      }
    }
  }
}
