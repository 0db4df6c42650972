// Whole files: read within a limit, or missed with what to do about it.

internal import Archives
internal import Foundation

/// Reads a file, or one inside gzip, of at most `limit` bytes.
func wholeFile(_ path: String, limit: Int, remedy: String) throws(DataSetError) -> Data {
  guard FileManager.default.fileExists(atPath: path) else {
    throw .missing(path: path, remedy: remedy)
  }
  do { return try FileReading.read(path: path, limit: limit) } catch { throw .archive(error) }
}

/// The names in a folder, sorted; names that begin with a point are left out.
func names(inFolder folder: String, remedy: String) throws(DataSetError) -> [String] {
  guard let found = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
    throw .missing(path: folder, remedy: remedy)
  }
  return found.filter { !$0.hasPrefix(".") }.sorted()
}

func isFolder(_ path: String) -> Bool {
  var isFolder: ObjCBool = false
  return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
}
