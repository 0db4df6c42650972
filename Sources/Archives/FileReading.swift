// FileReading: a whole file in memory, inflated if it is gzip, within a limit.

public import Foundation

/// Reads whole files.
public enum FileReading {
  /// Reads a regular file, and decompresses it if its first bytes say that it is gzip.
  ///
  /// The file is mapped where the system allows it, so whoever shortens it while the result is alive
  /// ends the process. Neither the file nor what it decompresses to may be larger than `limit`.
  public static func read(path: String, limit: Int) throws(ArchiveError) -> Data {
    let data = try readAsIs(path: path, limit: limit)
    guard Gzip.isGzip(prefix: data) else { return data }
    do {
      return try Gzip.inflate(data, limit: limit)
    } catch {
      throw .within(path, error)
    }
  }

  /// Reads a regular file as it is, gzip or not.
  public static func readAsIs(path: String, limit: Int) throws(ArchiveError) -> Data {
    precondition(limit >= 0, "a limit is not negative, but \(limit) is")
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let attributes: [FileAttributeKey: Any]
    do {
      attributes = try FileManager.default.attributesOfItem(atPath: url.path)
    } catch {
      throw .file(path, problem: reason(error))
    }
    // A pipe or a device could block, or never end.
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw .file(path, problem: "it is not a regular file")
    }
    guard let size = attributes[.size] as? Int, size <= limit else {
      throw .tooLarge(path, limit: limit)
    }
    let data: Data
    do {
      data = try Data(contentsOf: url, options: .mappedIfSafe)
    } catch {
      throw .file(path, problem: reason(error))
    }
    // It may have grown, and some system files do not know their size.
    guard data.count <= limit else { throw .tooLarge(path, limit: limit) }
    return data
  }
}

/// Says in a few words why Foundation could not reach a file.
func reason(_ error: any Error) -> String {
  guard let error = error as? CocoaError else { return "\(error)" }
  return switch error.code {
  case .fileNoSuchFile, .fileReadNoSuchFile: "there is no such file or folder"
  case .fileReadNoPermission, .fileWriteNoPermission: "permission denied"
  case .fileWriteOutOfSpace: "the disk is full"
  default: error.localizedDescription
  }
}
