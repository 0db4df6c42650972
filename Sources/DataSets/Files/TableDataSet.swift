// TableDataSet: the rows of a table, some columns of which are inputs and some outputs.

internal import ArrayFiles
public import PointSets
internal import Tensors

/// The rows of a table, as simulations leave them: some columns are inputs and some are outputs.
public struct TableDataSet: DataSet {
  public let inputNames: [String]
  public let outputNames: [String]
  private let rows: InMemoryDataSet

  /// The columns of these names as inputs and outputs; every number must be finite.
  ///
  /// Without output names, the last column of numbers is the output; without input names, every
  /// column of numbers that is no output is an input.
  public init(
    _ table: PointTable, name: String, inputs: [String]? = nil, outputs: [String]? = nil
  ) throws(DataSetError) {
    let outputs = outputs ?? table.coordinateNames.suffix(1)
    let inputs = inputs ?? table.coordinateNames.filter { !outputs.contains($0) }
    guard !inputs.isEmpty, !outputs.isEmpty else {
      throw .unsupported(name, problem: "a table needs input and output columns")
    }
    if let both = inputs.first(where: outputs.contains) {
      throw .unsupported(name, problem: "the column '\(both)' is both input and output")
    }
    try self.init(
      inputs: Self.tensor(table, inputs), outputs: Self.tensor(table, outputs), name: name,
      inputNames: inputs, outputNames: outputs)
  }

  /// Reads a `.csv`, `.json` or `.npy` file (or those and `.gz`), or a `.npz` file.
  ///
  /// The columns of a `.npy` file are called `x1`, `x2`, and so on. A `.npz` file holds vectors as
  /// columns, by their names, or matrices, whose columns are called `name1`, `name2`, and so on.
  public init(
    contentsOf path: String, inputs: [String]? = nil, outputs: [String]? = nil
  ) throws(DataSetError) {
    let table: PointTable
    do {
      table =
        try path.lowercased().hasSuffix(".npz")
        ? PointTable(npz: path) : PointTable(contentsOf: path)
    } catch {
      throw .table(error)
    }
    try self.init(table, name: path, inputs: inputs, outputs: outputs)
  }

  private init(
    inputs: Tensor, outputs: Tensor, name: String, inputNames: [String], outputNames: [String]
  ) throws(DataSetError) {
    (self.inputNames, self.outputNames) = (inputNames, outputNames)
    rows = try InMemoryDataSet(
      name: name, inputs: inputs, targets: .values(outputs),
      task: .regression(outputNames: outputNames))
  }

  public var name: String { rows.name }
  public var count: Int { rows.count }
  public var sampleShape: [Int] { rows.sampleShape }
  public var task: Task { rows.task }

  public func batch(_ indices: [Int]) throws(DataSetError) -> Batch { try rows.batch(indices) }

  /// The mean and deviation of each input and of each output.
  public func statistics() throws(DataSetError) -> (inputs: Statistics, outputs: Statistics) {
    let (inputs, outputs) = try tensors()
    return (Statistics(of: inputs), Statistics(of: outputs))
  }

  /// The same rows in the units of some statistics: those of the training rows, as a rule.
  public func standardized(
    inputs inputStatistics: Statistics, outputs outputStatistics: Statistics
  ) throws(DataSetError) -> TableDataSet {
    let (inputs, outputs) = try tensors()
    return try TableDataSet(
      inputs: inputStatistics.standardizing(inputs),
      outputs: outputStatistics.standardizing(outputs),
      name: name, inputNames: inputNames, outputNames: outputNames)
  }

  private func tensors() throws(DataSetError) -> (inputs: Tensor, outputs: Tensor) {
    let batch = try all()
    guard case .values(let outputs) = batch.targets, count > 0 else {
      throw .unsupported(name, problem: "there is no row")
    }
    return (batch.inputs, outputs)
  }

  private static func tensor(_ table: PointTable, _ names: [String]) throws(DataSetError) -> Tensor
  {
    var numbers = [Float](repeating: 0, count: table.count * names.count)
    for (column, name) in names.enumerated() {
      let values: [Double]
      do { values = try table.finiteNumbers(name) } catch { throw .table(error) }
      for (row, value) in values.enumerated() {
        guard Float(value).isFinite else {
          throw .malformed(
            place: table.place(row), problem: "column '\(name)': \(value) exceeds single precision")
        }
        numbers[row * names.count + column] = Float(value)
      }
    }
    return Tensor(shape: [table.count, names.count], scalars: numbers)
  }
}

extension PointTable {
  /// Reads a `.npz` file of vectors and matrices of equally many rows.
  init(npz path: String) throws(PointFileError) {
    var columns: [Column] = []
    do throws(ArrayFileError) {
      let archive = try NpzArchive(npz: path)
      for name in archive.names {
        columns += Self.columns(try archive.array(named: name), name: name)
      }
    } catch {
      throw .array(error)
    }
    guard let rows = columns.first?.values.count, rows > 0 else {
      throw .empty(file: path, what: "there is no vector or matrix with a row")
    }
    if let odd = columns.first(where: { $0.values.count != rows }) {
      throw .malformed(
        place: "\(path):\(odd.name)", problem: "\(odd.values.count) rows where others have \(rows)")
    }
    for (place, column) in columns.enumerated()
    where columns[..<place].contains(where: { $0.name == column.name }) {
      throw .duplicateColumn(file: path, name: column.name)
    }
    self.init(columns)
  }

  /// A vector as a column, a matrix as its columns; arrays of other ranks are no part of a table.
  private static func columns(_ array: NumberArray, name: String) -> [Column] {
    let numbers = array.doubles()
    switch array.shape.count {
    case 1: return [Column(name, numbers)]
    case 2:
      let (rows, width) = (array.shape[0], array.shape[1])
      return (0..<width).map { column in
        Column("\(name)\(column + 1)", (0..<rows).map { numbers[$0 * width + column] })
      }
    default: return []
    }
  }
}
