// ZipWriter: what is written is read again, short and as zip64.

import Foundation
import Testing

@testable import Archives

struct ZipWriterTests {
  private let contents: [(String, Data)] = [
    ("empty", Data()), ("folder/text", Data("surety surety surety".utf8)),
    ("größe", Data(repeating: 7, count: 100_000)),
  ]

  @Test(
    arguments: ZipCompression.allCases,
    [
      Int(UInt32.max) - 1,  // no zip64
      50,  // zip64 for sizes, offsets and the directory
      0,
    ])
  func whatIsWrittenIsReadAgain(compression: ZipCompression, largestShortNumber: Int) throws {
    var writer = ZipWriter(largestShortNumber: largestShortNumber)
    for (name, data) in contents {
      try writer.add(data, named: name, compression: compression)
    }
    let archive = try ZipArchive(writer.finished())
    #expect(archive.entries.map(\.name) == contents.map(\.0))
    #expect(archive.entries.map(\.size) == contents.map(\.1.count))
    #expect(archive.entries.allSatisfy { $0.compression == compression })
    for (name, data) in contents {
      #expect(try archive.data(of: name, limit: 100_000) == data)
    }
  }

  @Test func anEmptyArchiveIsReadAgain() throws {
    #expect(try ZipArchive(ZipWriter().finished()).entries.isEmpty)
  }

  @Test func moreEntriesThanSixteenBitsCountAreReadAgain() throws {
    var writer = ZipWriter()
    for index in 0..<65_536 { try writer.add(Data(), named: "\(index)", compression: .stored) }
    #expect(try ZipArchive(writer.finished()).entries.count == 65_536)
  }

  @Test func equalEntriesGiveEqualArchives() throws {
    var archives: [Data] = []
    for _ in 0..<2 {
      var writer = ZipWriter()
      for (name, data) in contents { try writer.add(data, named: name) }
      archives.append(writer.finished())
    }
    #expect(archives[0] == archives[1])
  }

  @Test(arguments: [
    "a",  // twice
    "",
    "a\0b",
    String(repeating: "x", count: 65_536),
  ])
  func unusableNamesAreRefused(name: String) throws {
    var writer = ZipWriter()
    try writer.add(Data(), named: "a")
    #expect(throws: ArchiveError.self) { try writer.add(Data(), named: name) }
  }
}
