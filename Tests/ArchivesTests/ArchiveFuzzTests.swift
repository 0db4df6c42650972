// Damaged gzip and zip files end in an error or in content within the limit, soon.

import Archives
import Foundation
import Testing
import _FuzzTestSupport

@Suite(.serialized)
struct ArchiveFuzzTests {
  private let limit = 1 << 20
  private let contents = [
    Data(), Data("surety surety surety".utf8), Data(count: 200_000),
    Data((0..<2000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }),
  ]

  private func expectBounded(_ report: FuzzReport) {
    #expect(report.runs > 100)
    #expect(report.longestRun < .seconds(10))
    // Freed memory that AddressSanitizer keeps back is a part of it.
    #expect((report.memoryGrowth ?? 0) < 1 << 30)
  }

  @Test func damagedGzipNeverExceedsItsLimit() throws {
    let seeds = try contents.map { data throws(ArchiveError) in try Gzip.deflate(data) }
    let report = fuzz(seeds + [seeds[1] + seeds[2]], seed: 1) { data in
      guard let content = try? Gzip.inflate(data, limit: limit) else { return }
      #expect(content.count <= limit)
    }
    expectBounded(report)
  }

  @Test func damagedZipNeverExceedsItsLimit() throws {
    let seeds = try ZipCompression.allCases.map { compression in
      var writer = ZipWriter()
      for (index, data) in contents.enumerated() {
        try writer.add(data, named: "\(index)", compression: compression)
      }
      return writer.finished()
    }
    var small = ZipWriter()
    try small.add(contents[1], named: "a")
    try small.add(contents[0], named: "b", compression: .stored)
    let report = fuzz(seeds + [small.finished()], seed: 2) { data in
      guard let archive = try? ZipArchive(data) else { return }
      for entry in archive.entries {
        guard let content = try? archive.data(of: entry.name, limit: limit) else { continue }
        #expect(content.count == entry.size && content.count <= limit)
      }
    }
    expectBounded(report)
  }
}
