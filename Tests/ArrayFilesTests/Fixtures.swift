// The numpy files that Scripts/make-array-fixtures.py wrote, and the numbers that they hold.

import Archives
import ArrayFiles
import Foundation

enum Fixtures {
  static func path(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(name)").path
  }

  static func data(_ name: String) throws -> Data {
    try FileReading.readAsIs(path: path(name), limit: 1 << 20)
  }

  /// The number at a place in row-major order, by the rule of the Python script.
  static func value(_ type: ElementType, at index: Int) -> Double {
    switch type {
    case .bool: Double(index % 2)
    case .uint8, .uint16, .uint32, .uint64: Double(index)
    case .int8, .int16, .int32, .int64: Double(index - 12)
    case .float16, .float32, .float64: Double(index - 12) / 4
    }
  }

  /// A `.npy` file of version 1.0 with any text for a header.
  static func npy(header: String, elements: Data = Data()) -> Data {
    var data = Data([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0])
    data.append(contentsOf: [UInt8(header.utf8.count & 0xff), UInt8(header.utf8.count >> 8)])
    return data + Data(header.utf8) + elements
  }
}
