// Gzip: what is written is read again, and what is broken is refused.

import Archives
import Foundation
import Testing

struct GzipTests {
  private let text = Data("surety surety surety surety".utf8)

  @Test(arguments: [
    0,
    1,
    70_000,  // more than one buffer
    1_000_000,
  ])
  func whatIsDeflatedInflatesAgain(count: Int) throws {
    let data = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) })
    let packed = try Gzip.deflate(data)
    #expect(Gzip.isGzip(prefix: packed))
    #expect(try Gzip.inflate(packed, limit: count) == data)
  }

  @Test func equalBytesGiveEqualFiles() throws {
    #expect(try Gzip.deflate(text) == Gzip.deflate(text))
  }

  @Test func membersFollowEachOther() throws {
    let packed = try Gzip.deflate(text) + Gzip.deflate(Data()) + Gzip.deflate(text)
    #expect(try Gzip.inflate(packed, limit: 1000) == text + text)
  }

  @Test func aSliceIsReadFromItsOwnStart() throws {
    let packed = Data([1, 2, 3]) + (try Gzip.deflate(text))
    #expect(try Gzip.inflate(packed[3...], limit: 1000) == text)
  }

  @Test func everyTruncationIsAnError() throws {
    let packed = try Gzip.deflate(text)
    for count in 0..<packed.count {
      #expect(throws: ArchiveError.truncated("gzip data")) {
        try Gzip.inflate(packed.prefix(count), limit: 1000)
      }
    }
  }

  @Test(
    arguments: [
      [0x41],  // one byte
      [0, 0, 0, 0],  // padding, which gzip(1) accepts
      [0x1f, 0x8c, 8],  // almost a member
    ] as [[UInt8]])
  func bytesAfterTheLastMemberAreAnError(garbage: [UInt8]) throws {
    let packed = try Gzip.deflate(text) + Data(garbage)
    #expect(throws: ArchiveError.self) { try Gzip.inflate(packed, limit: 1000) }
  }

  @Test func aWrongChecksumIsAnError() throws {
    var packed = try Gzip.deflate(text)
    packed[packed.count - 8] ^= 1
    #expect(
      throws: ArchiveError.malformed("gzip data", problem: "incorrect data check")
    ) { try Gzip.inflate(packed, limit: 1000) }
  }

  @Test func theLimitIsExact() throws {
    let packed = try Gzip.deflate(text)
    #expect(try Gzip.inflate(packed, limit: text.count) == text)
    #expect(throws: ArchiveError.tooLarge("gzip data", limit: text.count - 1)) {
      try Gzip.inflate(packed, limit: text.count - 1)
    }
  }

  @Test func theLimitCountsAllMembers() throws {
    let packed = try Gzip.deflate(text) + Gzip.deflate(text)
    #expect(throws: ArchiveError.tooLarge("gzip data", limit: text.count + 1)) {
      try Gzip.inflate(packed, limit: text.count + 1)
    }
  }

  @Test func aBombStopsAtTheLimit() throws {
    let bomb = try Gzip.deflate(Data(count: 200 << 20))
    #expect(bomb.count < 1 << 18)
    let time = ContinuousClock().measure {
      #expect(throws: ArchiveError.tooLarge("gzip data", limit: 1 << 20)) {
        try Gzip.inflate(bomb, limit: 1 << 20)
      }
    }
    #expect(time < .seconds(1))
  }
}
