// FileWriting: a file is replaced whole, and nothing else is left in its folder.

import Archives
import Foundation
import Testing

struct FileWritingTests {
  @Test func aFileIsReplacedAndNothingElseIsLeft() throws {
    let folder = URL(fileURLWithPath: NSTemporaryDirectory())
      .appendingPathComponent("surety-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("file").path
    try FileWriting.write(Data("first".utf8), to: path)
    try FileWriting.write(Data("second".utf8), to: path)
    #expect(try FileReading.read(path: path, limit: 6) == Data("second".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
  }

  @Test func aMissingFolderIsNamed() {
    let path = NSTemporaryDirectory() + "surety-missing/file"
    #expect(throws: ArchiveError.file(path, problem: "there is no such file or folder")) {
      try FileWriting.write(Data(), to: path)
    }
  }
}
