// ZipArchive: archives of others are read, and those that lie are refused.

import Foundation
import Testing

@testable import Archives

struct ZipArchiveTests {
  private let text = Data("surety surety surety surety".utf8)

  private func archive(_ compression: ZipCompression = .stored) throws -> Data {
    var writer = ZipWriter()
    try writer.add(text, named: "a", compression: compression)
    try writer.add(Data(), named: "b", compression: compression)
    return writer.finished()
  }

  /// The position of a signature's last occurrence.
  private func position(of signature: UInt32, in data: Data) throws -> Int {
    var bytes = Data()
    bytes.append(littleEndian: signature)
    return try #require(data.range(of: bytes, options: .backwards)).lowerBound
  }

  @Test func everyTruncationIsAnError() throws {
    let data = try archive()
    for count in 0..<data.count {
      #expect(throws: ArchiveError.self) { try ZipArchive(data.prefix(count)) }
    }
  }

  @Test func aCommentIsAllowedAndGarbageIsNot() throws {
    var data = try archive()
    #expect(throws: ArchiveError.self) { try ZipArchive(data + Data([1])) }
    data[data.count - 2] = 3
    #expect(try ZipArchive(data + Data("end".utf8)).entries.count == 2)
  }

  @Test func aPrefixBeforeTheArchiveIsAnError() throws {
    #expect(throws: ArchiveError.self) { try ZipArchive(Data([1, 2, 3]) + archive()) }
  }

  @Test func aSliceIsReadFromItsOwnStart() throws {
    let data = Data([1, 2, 3]) + (try archive())
    #expect(try ZipArchive(data[3...]).data(of: "a", limit: 100) == text)
  }

  @Test func encryptionIsRefusedByName() throws {
    var data = try archive()
    data[try position(of: ZipFormat.directoryHeader, in: data) + 8] |= 1
    #expect(throws: ArchiveError.unsupported("b", feature: "encryption")) {
      try ZipArchive(data)
    }
  }

  @Test func otherMethodsAreRefusedByName() throws {
    var data = try archive()
    data[try position(of: ZipFormat.directoryHeader, in: data) + 10] = 12
    #expect(throws: ArchiveError.unsupported("b", feature: "compression method 12")) {
      try ZipArchive(data)
    }
  }

  @Test(arguments: [
    4,  // this disk
    6,  // the directory's disk
    8,  // entries on this disk
  ])
  func severalDisksAreRefused(field: Int) throws {
    var data = try archive()
    data[try position(of: ZipFormat.endRecord, in: data) + field] = 1
    #expect(
      throws: ArchiveError.unsupported("zip directory", feature: "an archive over several disks")
    ) { try ZipArchive(data) }
  }

  @Test func aNameThatOccursTwiceIsRefused() throws {
    var data = try archive()
    let header = try position(of: ZipFormat.localHeader, in: data)
    data[header + 30] = 0x61
    data[try position(of: ZipFormat.directoryHeader, in: data) + 46] = 0x61
    #expect(throws: ArchiveError.malformed("a", problem: "the name occurs twice")) {
      try ZipArchive(data)
    }
  }

  @Test func entriesThatShareBytesAreRefused() throws {
    // The content of "a" (100 bytes from 31 on) is given a header of its own, at 40, with 10 bytes
    // of content, and that entry "b" is added to the directory.
    var writer = ZipWriter()
    try writer.add(Data(repeating: 7, count: 100), named: "a", compression: .stored)
    var data = writer.finished()
    data.replaceSubrange(40..<71, with: Array(data[0..<31]))
    data[40 + 30] = 0x62
    let directory = try position(of: ZipFormat.directoryHeader, in: data)
    var second = Array(data[directory..<directory + 47])
    for (field, value) in [(46, 0x62), (42, 40), (20, 10), (24, 10)] as [(Int, UInt8)] {
      second[field] = value
    }
    data.insert(contentsOf: second, at: directory + 47)
    let end = try position(of: ZipFormat.endRecord, in: data)
    for (field, value) in [(8, 2), (10, 2), (12, 94)] as [(Int, UInt8)] {
      data[end + field] = value
    }
    #expect(
      throws: ArchiveError.malformed("zip directory", problem: "two entries share bytes")
    ) { try ZipArchive(data) }
  }

  @Test(arguments: [
    42,  // the header's offset
    20,  // the compressed size
  ])
  func whatLiesOutsideTheFileIsRefused(field: Int) throws {
    var data = try archive()
    data[try position(of: ZipFormat.directoryHeader, in: data) + field + 2] = 0x7f
    #expect(throws: ArchiveError.self) { try ZipArchive(data) }
  }

  @Test(arguments: ZipCompression.allCases)
  func aChangedByteFailsTheChecksum(compression: ZipCompression) throws {
    var data = try archive(compression)
    data[31 + 2] ^= 1  // behind the first header and the name
    let archive = try ZipArchive(data)
    #expect(throws: ArchiveError.self) { try archive.data(of: "a", limit: 100) }
  }

  @Test func aStoredEntryHasOneSize() throws {
    var data = try archive()
    let headers = data.ranges(of: Data([0x50, 0x4b, 1, 2]))
    data[try #require(headers.first).lowerBound + 24] = 1
    let archive = try ZipArchive(data)
    #expect(
      throws: ArchiveError.malformed("a", problem: "it is stored, but has two sizes")
    ) { try archive.data(of: "a", limit: 10) }
  }

  @Test func aSizeThatIsTooSmallStopsTheInflation() throws {
    var data = try archive(.deflated)
    let headers = data.ranges(of: Data([0x50, 0x4b, 1, 2]))
    data[try #require(headers.first).lowerBound + 24] -= 1
    let archive = try ZipArchive(data)
    #expect(
      throws: ArchiveError.within("a", .tooLarge("deflate data", limit: text.count - 1))
    ) { try archive.data(of: "a", limit: 100) }
  }

  @Test func aSizeThatIsTooLargeIsRefused() throws {
    var data = try archive(.deflated)
    let headers = data.ranges(of: Data([0x50, 0x4b, 1, 2]))
    data[try #require(headers.first).lowerBound + 24] += 1
    let archive = try ZipArchive(data)
    #expect(throws: ArchiveError.malformed("a", problem: "27 bytes instead of 28")) {
      try archive.data(of: "a", limit: 100)
    }
  }

  @Test func theLimitIsExact() throws {
    let archive = try ZipArchive(archive(.deflated))
    #expect(try archive.data(of: "a", limit: text.count) == text)
    #expect(throws: ArchiveError.tooLarge("a", limit: text.count - 1)) {
      try archive.data(of: "a", limit: text.count - 1)
    }
  }

  @Test func aMissingEntryIsNamed() throws {
    let archive = try ZipArchive(archive())
    #expect(throws: ArchiveError.missing("c")) { try archive.data(of: "c", limit: 100) }
  }
}
