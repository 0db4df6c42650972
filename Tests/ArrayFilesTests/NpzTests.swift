// .npz: every type and order that numpy writes, stored and deflated, is read; the rest is refused.

import Archives
import ArrayFiles
import Foundation
import Testing

struct NpzTests {
  @Test(arguments: ["types.npz", "types-compressed.npz"], ElementType.allCases)
  func everyTypeAndOrderIsRead(file: String, type: ElementType) throws {
    let archive = try NpzArchive(npz: Fixtures.path(file))
    #expect(archive.names.count == 4 * ElementType.allCases.count)
    let expected = (0..<24).map { Fixtures.value(type, at: $0) }
    for order in ["C-little", "C-big", "F-little", "F-big"] {
      let array = try archive.array(named: "\(type)-\(order)")
      #expect(array.elementType == type)
      #expect(array.shape == [2, 3, 4])
      #expect(array.doubles() == expected)
      #expect(array.floats() == expected.map(Float.init))
    }
  }

  @Test(arguments: [
    ("scalar", []),
    ("empty", [0]),
    ("empty3", [2, 0, 3]),
    ("vector", [5]),
    ("ones", [1, 2, 1, 3, 1]),
    ("fortran2", [45, 70]),
    ("fortran4", [5, 2, 3, 7]),
  ])
  func everyShapeIsRead(name: String, shape: [Int]) throws {
    let array = try NpzArchive(npz: Fixtures.path("shapes.npz")).array(named: name)
    #expect(array.shape == shape)
    let counted = (0..<shape.reduce(1, *)).map(Double.init)
    #expect(array.doubles() == (name == "scalar" ? [2.5] : counted))
  }

  @Test(arguments: [
    ("complex", "complex numbers"),
    ("text", "strings"),
    ("bytes", "strings"),
    ("structured", "structured elements are not numbers"),
    ("dates", "dates and times"),
    ("longdouble", "a float of another width"),
  ])
  func otherTypesAreRefusedByName(name: String, reason: String) throws {
    let archive = try NpzArchive(npzData: Fixtures.data("refused.npz"), file: "f")
    #expect {
      try archive.array(named: name)
    } throws: { "\($0)".hasPrefix("f:\(name): ") && "\($0)".contains(reason) }
  }

  @Test(arguments: ZipCompression.allCases)
  func whatIsWrittenIsReadAgain(compression: ZipCompression) throws {
    let arrays = [
      (name: "b", array: NumberArray([1, 2, 3, 4] as [Double], shape: [2, 2])),
      (name: "a/c", array: NumberArray([-1] as [Int64], shape: [])),
    ]
    let path = NSTemporaryDirectory() + "surety-\(UUID().uuidString).npz"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try NpzArchive.write(arrays, npz: path, compression: compression)
    let archive = try NpzArchive(npz: path)
    #expect(archive.names == ["b", "a/c"])
    for (name, array) in arrays { #expect(try archive.array(named: name) == array) }
  }

  @Test func otherEntriesAreLeftOut() throws {
    var writer = ZipWriter()
    try writer.add(Data("hello".utf8), named: "readme.txt")
    try writer.add(NumberArray([1] as [Float]).npyData(), named: "a.npy")
    let archive = try NpzArchive(npzData: writer.finished(), file: "f")
    #expect(archive.names == ["a"])
    #expect(throws: ArrayFileError.missing(file: "f", name: "readme.txt")) {
      try archive.array(named: "readme.txt")
    }
  }

  @Test func aBombStopsAtTheLimit() throws {
    var writer = ZipWriter()
    try writer.add(Data(count: 100 << 20), named: "a.npy")
    let archive = try NpzArchive(npzData: writer.finished(), file: "f", limit: 1 << 20)
    #expect(
      throws: ArrayFileError.archive(.within("f", .tooLarge("a.npy", limit: 1 << 20)))
    ) { try archive.array(named: "a") }
  }

  @Test func aBrokenArchiveIsNamed() throws {
    #expect(throws: ArrayFileError.archive(.within("f", .truncated("zip archive")))) {
      try NpzArchive(npzData: Data(), file: "f")
    }
  }

  @Test func aNameThatOccursTwiceIsNotWritten() {
    let array = NumberArray([1] as [Float])
    #expect(throws: ArrayFileError.self) {
      try NpzArchive.npzData([(name: "a", array: array), (name: "a", array: array)])
    }
  }
}
