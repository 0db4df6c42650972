import ArrayFiles
import Foundation
import Testing

/// Files of the Python package are read, ours come back, and headers that lie are refused.
struct SafetensorsTests {
  private static func file(_ json: String, bytes: Int = 0) -> Data {
    let header = Data(json.utf8)
    return withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) } + header
      + Data(count: bytes)
  }

  private static func entry(_ name: String, _ begin: Int, _ end: Int, shape: String) -> String {
    "\"\(name)\":{\"dtype\":\"F32\",\"shape\":\(shape),\"data_offsets\":[\(begin),\(end)]}"
  }

  @Test func everyTypeThatPythonWritesIsRead() throws {
    let file = try SafetensorsFile(safetensors: Fixtures.path("python.safetensors"))
    #expect(file.metadata == ["format": "pt", "note": "ä\n\"x\""])
    let types: [(String, ElementType)] = [
      ("bool", .bool), ("i8", .int8), ("i16", .int16), ("i32", .int32), ("i64", .int64),
      ("u8", .uint8), ("f16", .float16), ("bf16", .float32), ("f32", .float32), ("f64", .float64),
    ]
    for (name, type) in types {
      let array = try file.array(named: name)
      #expect(array.elementType == type && array.shape == [2, 3])
      let expected = (0..<6).map { index -> Double in
        switch name.first {
        case "b" where name == "bool": Double(index % 2)
        case "u": Double(index)
        case "i": Double(index - 3)
        default: Double(index - 3) / 4
        }
      }
      #expect(array.doubles() == expected, "\(name)")
    }
    #expect(try file.array(named: "scalar").shape == [])
    #expect(try file.array(named: "none").shape == [2, 0, 3])
    #expect(try file.array(named: "ä \"\\").floats() == [1])
    #expect(file.names.count == 13)
  }

  @Test func whatIsWrittenComesBack() throws {
    let arrays: [(name: String, array: NumberArray)] = [
      ("flag", NumberArray(elementType: .bool, shape: [3], bytes: Data([1, 0, 1]))),
      ("a.weight", NumberArray([1.5, -2, .infinity] as [Float], shape: [3, 1])),
      ("ß\n\"\\", NumberArray([7] as [Int64], shape: [])),
    ]
    let data = SafetensorsFile.safetensorsData(arrays, metadata: ["k\t": "v\u{1}"])
    let file = try SafetensorsFile(safetensorsData: data, file: "a")
    #expect(file.names == ["ß\n\"\\", "a.weight", "flag"])
    for (name, array) in arrays { #expect(try file.array(named: name) == array) }
    #expect(file.metadata == ["k\t": "v\u{1}"])
    #expect(throws: ArrayFileError.missing(file: "a", name: "b")) { try file.array(named: "b") }
    // For a look by Python: Scripts/make-safetensors-fixtures.py PATH.
    if let path = ProcessInfo.processInfo.environment["SURETY_KEEP_SAFETENSORS"] {
      try SafetensorsFile.write(arrays, metadata: file.metadata, safetensors: path)
    }
  }

  static let lies: [(Data, String)] = [
    (Data([1, 2, 3]), "shorter than a length"),
    (Data([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), "an endless header"),
    (Data([1, 0xe1, 0xf5, 5, 0, 0, 0, 0]), "a header of 100 000 001 bytes"),
    (Data([9, 0, 0, 0, 0, 0, 0, 0, 0x7b]), "a header beyond the file"),
    (file(" {}"), "a space first"), (file("[]"), "a list"), (file("{"), "no JSON"),
    (file("{\"a\":1}"), "an entry that is a number"),
    (file("{\(entry("a", 0, 4, shape: "[1]"))}"), "no bytes"),
    (file("{\(entry("a", 0, 4, shape: "[1]"))}", bytes: 5), "a byte too many"),
    (file("{\(entry("a", 4, 8, shape: "[1]"))}", bytes: 8), "a hole at the start"),
    (
      file("{\(entry("a", 0, 4, shape: "[1]")),\(entry("b", 8, 12, shape: "[1]"))}", bytes: 12),
      "a hole"
    ),
    (
      file("{\(entry("a", 0, 8, shape: "[2]")),\(entry("b", 4, 8, shape: "[1]"))}", bytes: 8),
      "an overlap"
    ),
    (file("{\(entry("a", 4, 0, shape: "[1]"))}", bytes: 4), "an end before its begin"),
    (file("{\(entry("a", 0, 4, shape: "[2]"))}", bytes: 4), "a shape of another size"),
    (file("{\(entry("a", 0, 4, shape: "[-1,-1]"))}", bytes: 4), "negative extents"),
    (
      file("{\(entry("a", 0, 4, shape: "[4294967296,4294967296,1]"))}", bytes: 4),
      "extents that overflow"
    ),
    (file("{\"__metadata__\":{\"a\":1}}"), "metadata that is no text"),
  ]

  @Test(arguments: lies)
  func aHeaderThatLiesIsRefused(data: Data, what: String) {
    #expect(throws: ArrayFileError.self, "\(what)") {
      try SafetensorsFile(safetensorsData: data, file: "a")
    }
  }

  @Test func otherTypesAreRefusedByName() {
    let data = Self.file(
      "{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[1],\"data_offsets\":[0,1]}}", bytes: 1)
    #expect(
      throws: ArrayFileError.unsupportedType(
        file: "f:a", type: "'F8_E4M3'", reason: "no plain real number")
    ) { try SafetensorsFile(safetensorsData: data, file: "f") }
  }
}
