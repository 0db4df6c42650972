// ZipWriter: builds a zip archive in memory, the same bytes for the same entries.

public import Foundation

/// Builds a zip archive in memory, the same bytes for the same entries.
///
/// Every entry is dated 1 January 1980, the format's first day. Entries, offsets and counts that need
/// more than 32 (16) bits are written as zip64, the others are not.
///
/// ## References
/// - PKWARE APPNOTE 6.3.10, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
public struct ZipWriter: Sendable {
  private var body = Data()
  private var directory = Data()
  private var names: Set<String> = []
  /// The largest number that is written with 32 bits; a test lowers it to see zip64.
  private let largestShortNumber: Int

  private static let date: UInt16 = 1 << 5 | 1

  public init() { self.init(largestShortNumber: Int(UInt32.max) - 1) }

  init(largestShortNumber: Int) { self.largestShortNumber = largestShortNumber }

  /// Adds an entry at the end.
  public mutating func add(
    _ data: Data, named name: String, compression: ZipCompression = .deflated
  ) throws(ArchiveError) {
    guard !name.isEmpty, !name.utf8.contains(0), name.utf8.count <= Int(UInt16.max) else {
      throw .malformed(name, problem: "an entry's name has 1 to 65535 bytes, none of them zero")
    }
    guard names.insert(name).inserted else {
      throw .malformed(name, problem: "the name occurs twice")
    }
    let stored =
      switch compression {
      case .stored: data
      case .deflated:
        try data.withBytes { input throws(ArchiveError) in
          try Deflation(.raw).deflateAll(input)
        }
      }
    let entry = ZipEntry(
      name: name, compression: compression, compressedSize: stored.count, size: data.count,
      checksum: checksum(data), headerOffset: body.count)
    appendHeaders(of: entry)
    body.append(stored)
  }

  /// The archive with the entries so far.
  public func finished() -> Data {
    var result = body
    result.append(directory)
    let count = names.count
    let isWide = count >= Int(UInt16.max) || isLarge(body.count) || isLarge(directory.count)
    if isWide { appendEnd64(to: &result) }
    let shortCount = isWide ? UInt16.max : UInt16(count)
    result.append(littleEndian: ZipFormat.endRecord)
    result.append(littleEndian: UInt32(0))  // this disk and the directory's
    result.append(littleEndian: shortCount)
    result.append(littleEndian: shortCount)
    result.append(littleEndian: isWide ? .max : UInt32(directory.count))
    result.append(littleEndian: isWide ? .max : UInt32(body.count))
    result.append(littleEndian: UInt16(0))  // no comment
    return result
  }

  private func isLarge(_ number: Int) -> Bool { number > largestShortNumber }

  private mutating func appendHeaders(of entry: ZipEntry) {
    let isWide = [entry.size, entry.compressedSize, entry.headerOffset].contains(where: isLarge)
    body.append(littleEndian: ZipFormat.localHeader)
    body.append(commonFields(entry, isWide: isWide))
    body.append(littleEndian: UInt16(isWide ? 20 : 0))
    body.append(contentsOf: entry.name.utf8)
    if isWide { body.append(extra64([entry.size, entry.compressedSize])) }

    directory.append(littleEndian: ZipFormat.directoryHeader)
    directory.append(littleEndian: UInt16(3 << 8 | 45))  // written under Unix, version 4.5
    directory.append(commonFields(entry, isWide: isWide))
    directory.append(littleEndian: UInt16(isWide ? 28 : 0))
    directory.append(littleEndian: UInt32(0))  // no comment, first disk
    directory.append(littleEndian: UInt16(0))
    directory.append(littleEndian: UInt32(0o100644) << 16)
    directory.append(littleEndian: isWide ? .max : UInt32(entry.headerOffset))
    directory.append(contentsOf: entry.name.utf8)
    guard isWide else { return }
    directory.append(extra64([entry.size, entry.compressedSize, entry.headerOffset]))
  }

  /// The fields that a local header and a directory header share.
  private func commonFields(_ entry: ZipEntry, isWide: Bool) -> Data {
    let isASCII = entry.name.utf8.allSatisfy { $0 < 0x80 }
    var fields = Data()
    fields.append(littleEndian: UInt16(isWide ? 45 : 20))
    fields.append(littleEndian: isASCII ? 0 : ZipFormat.nameIsUTF8)
    fields.append(littleEndian: entry.compression.rawValue)
    fields.append(littleEndian: UInt16(0))
    fields.append(littleEndian: Self.date)
    fields.append(littleEndian: entry.checksum)
    fields.append(littleEndian: isWide ? .max : UInt32(entry.compressedSize))
    fields.append(littleEndian: isWide ? .max : UInt32(entry.size))
    fields.append(littleEndian: UInt16(entry.name.utf8.count))
    return fields
  }

  private func extra64(_ numbers: [Int]) -> Data {
    var extra = Data()
    extra.append(littleEndian: ZipFormat.extra64)
    extra.append(littleEndian: UInt16(8 * numbers.count))
    for number in numbers { extra.append(littleEndian: UInt64(number)) }
    return extra
  }

  private func appendEnd64(to result: inout Data) {
    let position = result.count
    result.append(littleEndian: ZipFormat.end64Record)
    result.append(littleEndian: UInt64(ZipFormat.end64RecordSize - 12))
    result.append(littleEndian: UInt16(3 << 8 | 45))
    result.append(littleEndian: UInt16(45))
    result.append(littleEndian: UInt64(0))  // this disk and the directory's
    result.append(littleEndian: UInt64(names.count))
    result.append(littleEndian: UInt64(names.count))
    result.append(littleEndian: UInt64(directory.count))
    result.append(littleEndian: UInt64(body.count))

    result.append(littleEndian: ZipFormat.end64Locator)
    result.append(littleEndian: UInt32(0))
    result.append(littleEndian: UInt64(position))
    result.append(littleEndian: UInt32(1))
  }
}
