// RegularFile: bytes of a file on disk, mapped or by range.

import Foundation

/// A file on disk that is neither a folder nor a device nor a pipe (reading one might never end).
struct RegularFile {
  /// The absolute path, without symbolic links.
  let realPath: String
  let size: Int

  init(at path: String) throws(FileProblem) {
    guard let realPath = Self.realPath(of: path) else { throw .missing }
    self.realPath = realPath
    let attributes: [FileAttributeKey: Any]
    do {
      attributes = try FileManager.default.attributesOfItem(atPath: realPath)
    } catch {
      throw .refused(reason: error.localizedDescription)
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular,
      let size = attributes[.size] as? NSNumber
    else { throw .notARegularFile }
    self.size = size.intValue
  }

  /// The absolute path without symbolic links, or nil where nothing is there.
  static func realPath(of path: String) -> String? {
    guard !path.utf8.contains(0), let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// All bytes, read from disk only where they are looked at.
  func mapped() throws(FileProblem) -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: realPath), options: .alwaysMapped)
    } catch {
      throw .refused(reason: error.localizedDescription)
    }
  }

  /// The bytes of a range that lies in the file.
  func bytes(in range: Range<Int>) throws(FileProblem) -> Data {
    precondition(range.lowerBound >= 0 && range.upperBound <= size, "\(range) in \(size) bytes")
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: realPath))
      defer { try? handle.close() }
      try handle.seek(toOffset: UInt64(range.lowerBound))
      return try handle.read(upToCount: range.count) ?? Data()
    } catch {
      throw .refused(reason: error.localizedDescription)
    }
  }
}
