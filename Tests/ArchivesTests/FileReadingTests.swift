// FileReading: whole files within a limit, gzip inflated, errors with the file's name.

import Archives
import Foundation
import Testing

struct FileReadingTests {
  private let folder = URL(fileURLWithPath: NSTemporaryDirectory())
    .appendingPathComponent("surety-\(UUID().uuidString)")
  private let text = Data("surety surety surety surety surety surety".utf8)

  /// Writes a file into a folder of its own, and takes both away again.
  private func withFile(_ data: Data, _ body: (String) throws -> Void) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let url = folder.appendingPathComponent("file")
    try data.write(to: url)
    try body(url.path)
  }

  @Test func aFileIsReadAsItIs() throws {
    try withFile(text) { path throws in
      #expect(try FileReading.read(path: path, limit: text.count) == text)
    }
  }

  @Test func gzipIsInflatedWhateverTheName() throws {
    try withFile(Gzip.deflate(text)) { path throws in
      #expect(try FileReading.read(path: path, limit: 100) == text)
      #expect(try Gzip.isGzip(prefix: FileReading.readAsIs(path: path, limit: 100)))
    }
  }

  @Test func aLargerFileIsRefused() throws {
    try withFile(text) { path throws in
      #expect(throws: ArchiveError.tooLarge(path, limit: 40)) {
        try FileReading.read(path: path, limit: 40)
      }
    }
  }

  @Test func largerContentIsRefusedByTheNameOfTheFile() throws {
    try withFile(Gzip.deflate(Data(count: 1000))) { path throws in
      #expect(throws: ArchiveError.within(path, .tooLarge("gzip data", limit: 999))) {
        try FileReading.read(path: path, limit: 999)
      }
    }
  }

  @Test func aLinkIsFollowed() throws {
    try withFile(text) { path throws in
      try FileManager.default.createSymbolicLink(
        atPath: path + ".link", withDestinationPath: path)
      #expect(try FileReading.read(path: path + ".link", limit: 100) == text)
    }
  }

  @Test func aMissingFileIsNamed() {
    let path = folder.appendingPathComponent("missing").path
    #expect(throws: ArchiveError.file(path, problem: "there is no such file or folder")) {
      try FileReading.read(path: path, limit: 100)
    }
  }

  @Test(arguments: [
    "/",
    "/dev/null",
  ])
  func whatIsNoRegularFileIsRefused(path: String) {
    #expect(throws: ArchiveError.file(path, problem: "it is not a regular file")) {
      try FileReading.read(path: path, limit: 100)
    }
  }

  @Test func anArchiveErrorNamesTheFile() throws {
    try withFile(Data([1])) { path throws in
      #expect(throws: ArchiveError.within(path, .truncated("zip archive"))) {
        try ZipArchive(path: path, limit: 100)
      }
    }
  }
}
