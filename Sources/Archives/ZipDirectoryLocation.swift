// Where a zip archive's central directory lies, from the record at the end of the file.

import Foundation

/// Where a zip archive's central directory lies, and how many entries it has.
struct ZipDirectoryLocation {
  let offset: Int
  let end: Int
  let count: Int

  /// Finds the end record, and the zip64 record before it where there is one.
  init(_ data: Data) throws(ArchiveError) {
    let position = try Self.endRecordPosition(data)
    let short = try EndRecord(short: data, at: position)
    guard let widePosition = try Self.end64Position(data, before: position) else {
      try self.init(short, recordPosition: position)
      return
    }
    let wide = try EndRecord(wide: data, at: widePosition)
    guard short.agrees(with: wide) else {
      throw .malformed("zip directory", problem: "the two end records disagree")
    }
    try self.init(wide, recordPosition: widePosition)
  }

  /// The directory must reach up to the record that describes it, so nothing hides between.
  private init(_ record: EndRecord, recordPosition: Int) throws(ArchiveError) {
    guard record.isOneDisk else {
      throw .unsupported("zip directory", feature: "an archive over several disks")
    }
    let (end, overflows) = record.offset.addingReportingOverflow(record.size)
    guard !overflows, end == UInt64(recordPosition) else {
      throw .malformed("zip directory", problem: "it does not end at the end record")
    }
    guard record.count <= record.size / UInt64(ZipFormat.directoryHeaderSize) else {
      throw .malformed("zip directory", problem: "\(record.count) entries do not fit")
    }
    offset = Int(record.offset)
    self.end = recordPosition
    count = Int(record.count)
  }

  /// Looks for the last record whose comment reaches exactly to the end of the file.
  private static func endRecordPosition(_ data: Data) throws(ArchiveError) -> Int {
    let last = data.count - ZipFormat.endRecordSize
    guard last >= 0 else { throw .truncated("zip archive") }
    let found = data.withUnsafeBytes { bytes in
      stride(from: last, through: max(0, last - Int(UInt16.max)), by: -1).first { position in
        let signature = bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)
        let comment = bytes.loadUnaligned(fromByteOffset: position + 20, as: UInt16.self)
        return UInt32(littleEndian: signature) == ZipFormat.endRecord
          && position + Int(UInt16(littleEndian: comment)) == last
      }
    }
    guard let found else { throw .malformed("zip archive", problem: "it has no end record") }
    return found
  }

  /// Follows the zip64 locator, if there is one right before the end record.
  private static func end64Position(
    _ data: Data, before position: Int
  ) throws(ArchiveError) -> Int? {
    let locator = position - ZipFormat.end64LocatorSize
    guard locator >= 0 else { return nil }
    var cursor = LittleEndianCursor(data, at: locator, name: "zip directory")
    guard try cursor.number(UInt32.self) == ZipFormat.end64Locator else { return nil }
    let disk = try cursor.number(UInt32.self)
    let offset = try cursor.number(UInt64.self)
    guard disk == 0, try cursor.number(UInt32.self) <= 1 else {
      throw .unsupported("zip directory", feature: "an archive over several disks")
    }
    guard offset <= UInt64(locator) else {
      throw .malformed("zip directory", problem: "the zip64 record lies outside the file")
    }
    return Int(offset)
  }
}

/// The record at the end of a zip archive, short or zip64.
private struct EndRecord {
  let isOneDisk: Bool
  let count: UInt64
  let size: UInt64
  let offset: UInt64

  init(short data: Data, at position: Int) throws(ArchiveError) {
    var cursor = LittleEndianCursor(data, at: position, name: "zip directory")
    try cursor.skip(4)
    let disks = [try cursor.number(UInt16.self), try cursor.number(UInt16.self)]
    let onThisDisk = try cursor.number(UInt16.self)
    count = UInt64(try cursor.number(UInt16.self))
    isOneDisk = disks.allSatisfy { $0 == 0 || $0 == .max } && UInt64(onThisDisk) == count
    size = UInt64(try cursor.number(UInt32.self))
    offset = UInt64(try cursor.number(UInt32.self))
  }

  init(wide data: Data, at position: Int) throws(ArchiveError) {
    var cursor = LittleEndianCursor(data, at: position, name: "zip directory")
    guard try cursor.number(UInt32.self) == ZipFormat.end64Record else {
      throw .malformed("zip directory", problem: "the zip64 record's signature is wrong")
    }
    try cursor.skip(12)  // the record's own size and two versions
    let disks = [try cursor.number(UInt32.self), try cursor.number(UInt32.self)]
    let onThisDisk = try cursor.number(UInt64.self)
    count = try cursor.number(UInt64.self)
    isOneDisk = disks == [0, 0] && onThisDisk == count
    size = try cursor.number(UInt64.self)
    offset = try cursor.number(UInt64.self)
  }

  /// A field of the short record either refers to the wide one or repeats it.
  func agrees(with wide: EndRecord) -> Bool {
    (count == UInt64(UInt16.max) || count == wide.count)
      && (size == UInt64(UInt32.max) || size == wide.size)
      && (offset == UInt64(UInt32.max) || offset == wide.offset)
  }
}
