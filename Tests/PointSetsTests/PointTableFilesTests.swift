// Files of points: the format by the ending, gzip, limits, JSON and .npy.

import Archives
import ArrayFiles
import Foundation
import PointSets
import Testing

struct PointTableFilesTests {
  private let table = PointTable([
    .init("x1", [0.1, 1.0 / 3]), .init("x2", [1, 0]), .init("why", text: ["", "a \"b\"\n\\"]),
  ])

  private func temporary(_ ending: String) -> String {
    NSTemporaryDirectory() + "surety-\(UUID().uuidString).\(ending)"
  }

  @Test(arguments: ["csv", "json", "csv.gz", "JSON.GZ"])
  func aTableComesBack(ending: String) throws {
    let path = temporary(ending)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try table.write(to: path)
    #expect(try PointTable(contentsOf: path) == table)
  }

  @Test func numpyKeepsTheNumbersAndLosesTheNames() throws {
    let path = temporary("npy")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try table.selecting(["x2", "x1"]).write(to: path)
    let read = try PointTable(contentsOf: path)
    #expect(read.names == ["x1", "x2"])
    #expect(try read.numbers("x2") == [0.1, 1.0 / 3])
    #expect(throws: PointFileError.textColumn(file: path, name: "why")) {
      try table.write(to: path)
    }
  }

  @Test func aVectorIsAColumn() throws {
    let read = try PointTable(NumberArray([1, 2, 3] as [Double]))
    #expect(read == PointTable([.init("x1", [1, 2, 3])]))
    #expect(throws: PointFileError.self) {
      try PointTable(NumberArray([1] as [Double], shape: [1, 1, 1]))
    }
  }

  @Test func aFileBeyondTheLimitIsNotRead() throws {
    let path = temporary("csv")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try table.write(to: path)
    #expect(throws: PointFileError.archive(.tooLarge(path, limit: 10))) {
      try PointTable(contentsOf: path, limit: 10)
    }
  }

  @Test func aHeaderWithoutRowsIsEmpty() throws {
    let path = temporary("csv")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try FileWriting.write(Data("x,y\n".utf8), to: path)
    #expect(throws: PointFileError.empty(file: path, what: "there is no row")) {
      try PointTable(contentsOf: path)
    }
  }

  @Test func anUnknownEndingIsRefused() {
    #expect(throws: PointFileError.unknownFormat(file: "points.xlsx")) {
      try PointTable(contentsOf: "points.xlsx")
    }
  }

  @Test(arguments: [
    #"{"columns": ["x", "s"], "rows": [[1, "a"], [null, "b"]]}"#,
    #"[{"x": 1, "s": "a"}, {"s": "b", "x": null}]"#,
  ])
  func bothFormsOfJSONAreRead(text: String) throws {
    let read = try PointTable(jsonData: Data(text.utf8), file: "p.json")
    #expect(try read.text("s") == ["a", "b"])
    let numbers = try read.numbers("x")
    #expect(numbers[0] == 1 && numbers[1].isNaN)
  }

  @Test func infiniteNumbersSurviveJSON() throws {
    let table = PointTable([.init("x", [.infinity, -.infinity, 1e-300])])
    #expect(try PointTable(jsonData: table.jsonData(), file: "p") == table)
  }

  @Test(arguments: [
    ("", "p.json: the file is empty"),
    (#"{"columns": ["x"], "rows": [[1], [2, 3]]}"#, "p.json, row 2: 2 fields"),
    (#"{"columns": ["x", "x"], "rows": []}"#, "p.json: two columns are named 'x'"),
    (#"{"columns": [], "rows": []}"#, "p.json: there are no columns"),
    (#"[{"x": 1}, {"y": 1}]"#, "p.json, row 2: 0 fields"),
    (#"{"columns": ["x"], "rows": [[[1]]]}"#, "p.json: at rows.0.0"),
    (#"{"rows": [[1]]}"#, "p.json: "),
    ("{", "p.json: "),
    ("3", "p.json: "),
    (String(repeating: "[", count: 100_000), "p.json: "),
  ])
  func brokenJSONIsRefused(text: String, start: String) {
    #expect {
      try PointTable(jsonData: Data(text.utf8), file: "p.json")
    } throws: { $0 is PointFileError && "\($0)".hasPrefix(start) }
  }
}
