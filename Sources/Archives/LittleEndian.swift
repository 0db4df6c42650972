// Little-endian numbers: read from bytes with every bound checked, and appended to bytes.

import Foundation

/// Reads little-endian numbers from bytes, each bound checked.
struct LittleEndianCursor {
  let data: Data
  /// What is read, for the error.
  let name: String
  /// Counted from the beginning of `data`, wherever its indices start.
  private(set) var position: Int

  init(_ data: Data, at position: Int, name: String) {
    self.data = data
    self.position = position
    self.name = name
  }

  mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _: Number.Type
  ) throws(ArchiveError) -> Number {
    let start = try advance(by: MemoryLayout<Number>.size)
    let value = data.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: Number.self) }
    return Number(littleEndian: value)
  }

  mutating func bytes(_ count: Int) throws(ArchiveError) -> Data {
    let start = data.startIndex + (try advance(by: count))
    return data.subdata(in: start..<start + count)
  }

  mutating func skip(_ count: Int) throws(ArchiveError) {
    _ = try advance(by: count)
  }

  private mutating func advance(by count: Int) throws(ArchiveError) -> Int {
    guard count >= 0, position >= 0, position <= data.count, count <= data.count - position else {
      throw .truncated(name)
    }
    defer { position += count }
    return position
  }
}

extension Data {
  /// Appends the bytes of a number, the lowest first.
  mutating func append<Number: FixedWidthInteger>(littleEndian number: Number) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
