// NeighborFile: a file that another file names, which must lie in that file's folder.

internal import Foundation

extension FileReading {
  /// The path of a file that another one names, without symbolic links.
  ///
  /// What names it may come from anywhere, so the name must not lead out of the folder, neither by
  /// itself nor by symbolic links.
  public static func path(named name: String, beside file: String) throws(ArchiveError) -> String {
    let steps = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.isEmpty, !name.hasPrefix("/"), !steps.contains(".."), !name.utf8.contains(0) else {
      throw .file(file, problem: "it names the file '\(name)', which is not in its folder")
    }
    let place = URL(fileURLWithPath: realPath(file) ?? file).deletingLastPathComponent().path
    guard let folder = realPath(place),
      let path = realPath(folder + "/" + name)
    else { throw .file(file, problem: "it names the file '\(name)', which is not there") }
    guard path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/") else {
      throw .file(file, problem: "it names the file '\(name)', which leads out of its folder")
    }
    return path
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
