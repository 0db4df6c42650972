// The header of one entry in a zip archive's central directory, with its zip64 sizes.

import Foundation

/// The fixed fields of an entry's header in the central directory.
private struct ZipDirectoryFields {
  let flags: UInt16
  let method: UInt16
  let checksum: UInt32
  let compressedSize: UInt32
  let size: UInt32
  let nameLength: Int
  let extraLength: Int
  let commentLength: Int
  let disk: UInt16
  let headerOffset: UInt32

  init(_ cursor: inout LittleEndianCursor) throws(ArchiveError) {
    guard try cursor.number(UInt32.self) == ZipFormat.directoryHeader else {
      throw .malformed(cursor.name, problem: "an entry's signature is wrong")
    }
    try cursor.skip(4)  // the versions that wrote it and that can read it
    flags = try cursor.number(UInt16.self)
    method = try cursor.number(UInt16.self)
    try cursor.skip(4)  // the time and the date
    checksum = try cursor.number(UInt32.self)
    compressedSize = try cursor.number(UInt32.self)
    size = try cursor.number(UInt32.self)
    nameLength = Int(try cursor.number(UInt16.self))
    extraLength = Int(try cursor.number(UInt16.self))
    commentLength = Int(try cursor.number(UInt16.self))
    disk = try cursor.number(UInt16.self)
    try cursor.skip(6)  // attributes
    headerOffset = try cursor.number(UInt32.self)
  }
}

extension ZipEntry {
  /// Reads the entry at the cursor in the central directory.
  init(_ cursor: inout LittleEndianCursor) throws(ArchiveError) {
    let fields = try ZipDirectoryFields(&cursor)
    name = try Self.name(try cursor.bytes(fields.nameLength))
    let extra = try cursor.bytes(fields.extraLength)
    try cursor.skip(fields.commentLength)

    guard fields.flags & ZipFormat.refusedFlags == 0 else {
      throw .unsupported(name, feature: "encryption")
    }
    guard let compression = ZipCompression(rawValue: fields.method) else {
      throw .unsupported(name, feature: "compression method \(fields.method)")
    }
    self.compression = compression
    checksum = fields.checksum

    var wide = try WideFields(extra, name: name)
    size = try wide.widen(fields.size)
    compressedSize = try wide.widen(fields.compressedSize)
    headerOffset = try wide.widen(fields.headerOffset)
    guard fields.disk == 0 || fields.disk == .max else {
      throw .unsupported(name, feature: "an archive over several disks")
    }
  }

  /// Names are UTF-8, of which ASCII is a part; other code pages are refused.
  private static func name(_ bytes: Data) throws(ArchiveError) -> String {
    guard let name = String(validating: bytes, as: UTF8.self), !name.isEmpty else {
      throw .malformed("zip directory", problem: "an entry's name is empty or not UTF-8")
    }
    guard !bytes.contains(0) else {
      throw .malformed("zip directory", problem: "an entry's name holds a zero byte")
    }
    return name
  }
}

/// The zip64 field of an entry: the 64-bit values of those fields that hold 0xFFFFFFFF, in order.
private struct WideFields {
  private var cursor: LittleEndianCursor

  init(_ extra: Data, name: String) throws(ArchiveError) {
    var blocks = LittleEndianCursor(extra, at: 0, name: name)
    // Three bytes or fewer are padding, which some writers leave.
    while extra.count - blocks.position >= 4 {
      let kind = try blocks.number(UInt16.self)
      let content = try blocks.bytes(Int(try blocks.number(UInt16.self)))
      guard kind != ZipFormat.extra64 else {
        cursor = LittleEndianCursor(content, at: 0, name: name)
        return
      }
    }
    cursor = LittleEndianCursor(Data(), at: 0, name: name)
  }

  mutating func widen(_ field: UInt32) throws(ArchiveError) -> Int {
    guard field == .max else { return Int(field) }
    guard let value = Int(exactly: try cursor.number(UInt64.self)) else {
      throw .malformed(cursor.name, problem: "a size or an offset is absurd")
    }
    return value
  }
}
