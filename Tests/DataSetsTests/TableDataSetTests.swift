// Tables: columns become inputs and outputs, and what is no number is named with its place.

import ArrayFiles
import DataSets
import Foundation
import PointSets
import Tensors
import Testing

struct TableDataSetTests {
  private let table = PointTable([
    .init("a", [1, 2, 3, 6]), .init("yield", [0.5, 1, 2, 4]), .init("b", [-1, -2, -3, 2]),
    .init("note", text: ["x", "y", "z", "w"]),
  ])

  @Test func columnsThatAreNoOutputAreInputs() throws {
    let data = try TableDataSet(table, name: "t", outputs: ["yield"])
    #expect(data.inputNames == ["a", "b"] && data.sampleShape == [2] && data.count == 4)
    #expect(data.task == .regression(outputNames: ["yield"]))
    let batch = try data.batch([2, 0])
    #expect(batch.inputs == Tensor(shape: [2, 2], scalars: [3, -3, 1, -1] as [Float]))
    guard case .values(let values) = batch.targets else { return #expect(Bool(false)) }
    #expect(values == Tensor(shape: [2, 1], scalars: [2, 0.5] as [Float]))
  }

  @Test func standardizedColumnsHaveMeanZeroAndDeviationOne() throws {
    let data = try TableDataSet(table, name: "t", inputs: ["b", "a"], outputs: ["yield"])
    let statistics = try data.statistics()
    #expect(statistics.inputs.mean == [-1, 3])
    #expect(statistics.outputs.mean == [1.875])
    let standard = try data.standardized(inputs: statistics.inputs, outputs: statistics.outputs)
    let again = try standard.statistics()
    #expect(again.inputs.mean.allSatisfy { abs($0) < 1e-7 })
    #expect(again.outputs.deviation.allSatisfy { abs($0 - 1) < 1e-6 })
    let restored = statistics.inputs.restoring(try standard.all().inputs)
    #expect((restored - (try data.all().inputs)).magnitude.maximum().scalar < 1e-6)
  }

  @Test func aNumberThatIsMissingIsNamedWithItsLine() throws {
    let broken = try PointTable(csvData: Data("x,y\n1,2\n,3\n".utf8), file: "t.csv")
    let error = #expect(throws: DataSetError.self) {
      try TableDataSet(broken, name: "t.csv", outputs: ["y"])
    }
    #expect(
      error?.description == "t.csv, line 3, column 'x': a missing value or NaN is no coordinate")
  }

  @Test func aColumnThatIsMissingIsNamed() {
    let error = #expect(throws: DataSetError.self) {
      try TableDataSet(table, name: "t", outputs: ["z"])
    }
    #expect(error?.description.contains("no column is named 'z'") == true)
  }

  @Test func vectorsAndMatricesOfAnNPZFileAreColumns() throws {
    let path = NSTemporaryDirectory() + UUID().uuidString + ".npz"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try NpzArchive.write(
      [
        ("x", NumberArray([1, 2, 3, 4, 5, 6] as [Float], shape: [3, 2])),
        ("t", NumberArray([7, 8, 9] as [Double])),
      ], npz: path)
    let data = try TableDataSet(contentsOf: path, outputs: ["t"])
    #expect(data.inputNames == ["x1", "x2"])
    #expect(try data.batch([1]).inputs == Tensor(shape: [1, 2], scalars: [3, 4] as [Float]))
  }
}
