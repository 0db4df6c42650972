import Archives
import Foundation
import Testing

/// Files that another file names stay in its folder.
struct NeighborFileTests {
  @Test func aNameInTheFolderIsFound() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = try FileReading.path(
      named: "table.npy", beside: folder.appendingPathComponent("sets.json").path)
    #expect(path == folder.appendingPathComponent("table.npy").path)
  }

  @Test(arguments: [
    "/etc/hostname", "../table.npy", "inner/../../table.npy", "", "table\0.npy",
    "link/table.npy",  // a symbolic link out of the folder
    "absent.npy",
  ])
  func aNameThatLeadsOutIsRefused(name: String) throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let other = try Self.folder()
    defer { try? FileManager.default.removeItem(at: other) }
    try FileManager.default.createSymbolicLink(
      at: folder.appendingPathComponent("link"), withDestinationURL: other)
    #expect(throws: ArchiveError.self) {
      try FileReading.path(
        named: name, beside: folder.appendingPathComponent("sets.json").path)
    }
  }

  private static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("neighbor-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["table.npy", "sets.json"] {
      try Data([1]).write(to: folder.appendingPathComponent(name))
    }
    return folder
  }
}
