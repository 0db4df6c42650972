// The columns and rows of a table by name and number, and the points that they are.

extension PointTable {
  /// The column of this name.
  public func column(_ name: String) throws(PointFileError) -> Column {
    guard let column = columns.first(where: { $0.name == name }) else {
      throw .missingColumn(file: source.file, name: name, known: names)
    }
    return column
  }

  /// The numbers of the column of this name; missing ones are NaN.
  public func numbers(_ name: String) throws(PointFileError) -> [Double] {
    switch try column(name).values {
    case .numbers(let numbers): return numbers
    case .text(let text):
      guard let row = text.firstIndex(where: { number($0) == nil }) else { return [] }
      throw .notANumber(place: place(row), column: name, text: text[row])
    }
  }

  /// The words of the column of this name; numbers are written as text.
  public func text(_ name: String) throws(PointFileError) -> [String] {
    switch try column(name).values {
    case .numbers(let numbers): numbers.map { $0.isNaN ? "" : numberText($0) }
    case .text(let text): text
    }
  }

  /// The names of the columns that hold a number, though it be among words: a slip of the pen must
  /// not make a coordinate vanish.
  public var coordinateNames: [String] {
    columns.filter { column in
      switch column.values {
      case .numbers: true
      case .text(let text): text.contains { number($0) != nil }
      }
    }.map(\.name)
  }

  /// The numbers of the column of this name, each of them finite.
  public func finiteNumbers(_ name: String) throws(PointFileError) -> [Double] {
    let values = try numbers(name)
    if let row = values.firstIndex(where: { !$0.isFinite }) {
      let text = values[row].isNaN ? "a missing value or NaN" : numberText(values[row])
      throw .notFinite(place: place(row), column: name, value: text)
    }
    return values
  }

  /// The rows of some columns, each number finite; by default of all columns that hold numbers.
  public func coordinates(_ names: [String]? = nil) throws(PointFileError) -> [[Double]] {
    let names = names ?? coordinateNames
    var rows = [[Double]](repeating: [], count: count)
    for name in names {
      for (row, value) in try finiteNumbers(name).enumerated() { rows[row].append(value) }
    }
    return rows
  }

  /// The points of the unit cube that some columns hold; by default all that hold numbers.
  public func points(_ names: [String]? = nil) throws(PointFileError) -> PointSet {
    let names = names ?? coordinateNames
    guard !names.isEmpty else {
      throw .empty(file: source.file, what: "there is no column of numbers")
    }
    var coordinates = [Double](repeating: 0, count: count * names.count)
    for (axis, name) in names.enumerated() {
      for (row, value) in try finiteNumbers(name).enumerated() {
        guard (0...1).contains(value) else {
          throw .outsideUnitCube(place: place(row), column: name, value: value)
        }
        coordinates[row * names.count + axis] = value
      }
    }
    return PointSet(coordinates: coordinates, dimension: names.count)
  }

  /// The columns of these names, in this order.
  public func selecting(_ names: [String]) throws(PointFileError) -> PointTable {
    var chosen: [Column] = []
    for name in names { chosen.append(try column(name)) }
    guard Set(names).count == names.count else {
      let twice = names.first { name in names.filter { $0 == name }.count > 1 } ?? ""
      throw .duplicateColumn(file: source.file, name: twice)
    }
    return PointTable(chosen, count: count, source: source)
  }

  /// Some of the rows, in the order given.
  public func selectingRows(_ rows: some Sequence<Int>) -> PointTable {
    let rows = Array(rows)
    let chosen = columns.map { column in
      switch column.values {
      case .numbers(let numbers): Column(column.name, rows.map { numbers[$0] })
      case .text(let text): Column(column.name, text: rows.map { text[$0] })
      }
    }
    return PointTable(chosen, count: rows.count, source: source.selecting(rows))
  }

  /// The table with another column of as many rows, which replaces one of the same name.
  public func setting(_ column: Column) -> PointTable {
    precondition(
      columns.isEmpty || column.values.count == count,
      "\(column.values.count) values are no column of \(count) rows")
    var changed = columns
    if let place = changed.firstIndex(where: { $0.name == column.name }) {
      changed[place] = column
    } else {
      changed.append(column)
    }
    return PointTable(changed, count: column.values.count, source: source)
  }

  /// Points as a table, one column an axis; named `x1`, `x2`, and so on, unless names are given.
  public init(_ points: PointSet, names: [String]? = nil) {
    let names = names ?? (1...points.dimension).map { "x\($0)" }
    precondition(
      names.count == points.dimension, "\(names.count) names for \(points.dimension) axes")
    self.init(
      names.enumerated().map { axis, name in
        Column(name, (0..<points.count).map { points[$0, axis] })
      })
  }
}
