// ZipArchive: reads zip archives from bytes that nobody vouches for.

public import Foundation

/// Reads a zip archive from bytes that nobody vouches for.
///
/// The whole directory is checked when the archive is opened: names that occur twice, entries that
/// share bytes or lie outside the file, encryption, several disks and methods other than stored and
/// deflated are refused. So no two readers can see different contents in it.
///
/// | Call | Cost |
/// |---|---|
/// | `init` | the directory's size |
/// | `data(of:limit:)` | the entry's size; never more than `limit` bytes are held |
///
/// ## References
/// - PKWARE APPNOTE 6.3.10, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
public struct ZipArchive: Sendable {
  /// The entries in the order of the directory.
  public let entries: [ZipEntry]
  private let contents: [String: Content]
  private let data: Data

  private struct Content {
    let entry: ZipEntry
    let range: Range<Int>
  }

  /// Opens the archive that a file holds.
  public init(path: String, limit: Int) throws(ArchiveError) {
    let data = try FileReading.read(path: path, limit: limit)
    do {
      try self.init(data)
    } catch {
      throw .within(path, error)
    }
  }

  /// Opens an archive and checks its directory.
  public init(_ data: Data) throws(ArchiveError) {
    let directory = try ZipDirectoryLocation(data)
    var cursor = LittleEndianCursor(data, at: directory.offset, name: "zip directory")
    var entries: [ZipEntry] = []
    var contents: [String: Content] = [:]
    var ranges: [Range<Int>] = []
    for _ in 0..<directory.count {
      let entry = try ZipEntry(&cursor)
      let range = try Self.contentRange(entry, data, before: directory.offset)
      let content = Content(entry: entry, range: range)
      guard contents.updateValue(content, forKey: entry.name) == nil else {
        throw .malformed(entry.name, problem: "the name occurs twice")
      }
      entries.append(entry)
      ranges.append(entry.headerOffset..<range.upperBound)
    }
    guard cursor.position == directory.end else {
      throw .malformed("zip directory", problem: "its size does not match its entries")
    }
    try Self.checkDisjoint(ranges)
    self.entries = entries
    self.contents = contents
    self.data = data
  }

  /// Whether the archive has an entry of this name.
  public func contains(_ name: String) -> Bool { contents[name] != nil }

  /// Reads an entry, checks its length and CRC-32; never holds more than `limit` bytes of it.
  public func data(of name: String, limit: Int) throws(ArchiveError) -> Data {
    precondition(limit >= 0, "a limit is not negative, but \(limit) is")
    guard let content = contents[name] else { throw .missing(name) }
    let entry = content.entry
    guard entry.size <= limit else { throw .tooLarge(name, limit: limit) }
    guard entry.compression != .stored || entry.compressedSize == entry.size else {
      throw .malformed(name, problem: "it is stored, but has two sizes")
    }
    let start = data.startIndex + content.range.lowerBound
    let range = start..<start + content.range.count
    let result =
      switch entry.compression {
      case .stored: data.subdata(in: range)
      case .deflated: try Self.inflate(data[range], entry)
      }
    guard result.count == entry.size else {
      throw .malformed(name, problem: "\(result.count) bytes instead of \(entry.size)")
    }
    guard checksum(result) == entry.checksum else { throw .checksum(name) }
    return result
  }

  private static func inflate(_ bytes: Data, _ entry: ZipEntry) throws(ArchiveError) -> Data {
    var result = Data()
    do throws(ArchiveError) {
      let used = try bytes.withBytes { input throws(ArchiveError) in
        var inflation = try Inflation(.raw)
        return try inflation.inflateOne(input, into: &result, limit: entry.size)
      }
      guard used == bytes.count else {
        throw .malformed("deflate data", problem: "bytes follow its end")
      }
    } catch {
      throw .within(entry.name, error)
    }
    return result
  }

  /// Where an entry's bytes lie: behind its local header, which must agree with the directory.
  private static func contentRange(
    _ entry: ZipEntry, _ data: Data, before end: Int
  ) throws(ArchiveError) -> Range<Int> {
    var cursor = LittleEndianCursor(data, at: entry.headerOffset, name: entry.name)
    guard try cursor.number(UInt32.self) == ZipFormat.localHeader else {
      throw .malformed(entry.name, problem: "it has no header at its offset")
    }
    try cursor.skip(2)
    let flags = try cursor.number(UInt16.self)
    let method = try cursor.number(UInt16.self)
    try cursor.skip(16)  // time, checksum and sizes, for which the directory counts
    let nameLength = Int(try cursor.number(UInt16.self))
    let extraLength = Int(try cursor.number(UInt16.self))
    let name = try cursor.bytes(nameLength)
    guard flags & ZipFormat.refusedFlags == 0, method == entry.compression.rawValue,
      name.elementsEqual(entry.name.utf8)
    else { throw .malformed(entry.name, problem: "its header disagrees with the directory") }
    try cursor.skip(extraLength)
    guard cursor.position <= end, entry.compressedSize <= end - cursor.position else {
      throw .malformed(entry.name, problem: "it does not lie before the directory")
    }
    return cursor.position..<cursor.position + entry.compressedSize
  }

  /// Entries that share bytes are how a small archive holds far more than its size.
  private static func checkDisjoint(_ ranges: [Range<Int>]) throws(ArchiveError) {
    let sorted = ranges.sorted { $0.lowerBound < $1.lowerBound }
    for (left, right) in zip(sorted, sorted.dropFirst()) {
      guard left.upperBound <= right.lowerBound else {
        throw .malformed("zip directory", problem: "two entries share bytes")
      }
    }
  }
}
