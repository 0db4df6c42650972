// FileWriting: a file appears whole or not at all.

public import Foundation

/// Writes whole files.
public enum FileWriting {
  /// Writes a temporary file in the same folder and renames it, so that nobody sees half a file.
  public static func write(_ data: Data, to path: String) throws(ArchiveError) {
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .file(path, problem: reason(error))
    }
  }
}
