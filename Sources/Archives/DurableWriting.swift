// DurableWriting: a file that appears whole, and stays after a loss of power.

public import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension FileWriting {
  /// Writes a temporary file in the same folder, waits until the disk has it, renames it, and waits
  /// until the disk has the folder.
  ///
  /// A failure leaves what had this path before, and takes the temporary file away.
  public static func writeDurably(_ data: Data, to path: String) throws(ArchiveError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let temporary = "\(path)\(temporarySuffix)\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .file(path, problem: systemReason(errno)) }
    var problem = writeAll(data, descriptor)
    if problem == nil, fsync(descriptor) != 0 { problem = errno }
    if close(descriptor) != 0, problem == nil { problem = errno }
    if problem == nil, rename(temporary, path) != 0 { problem = errno }
    if let problem {
      unlink(temporary)
      throw .file(path, problem: systemReason(problem))
    }
    let directory = open(folder, O_RDONLY | O_CLOEXEC)
    guard directory >= 0 else { return }
    // Some file systems cannot sync a folder; the file itself is safe already.
    _ = fsync(directory)
    close(directory)
  }

  /// What a temporary file's name has after that of the file, before the number of the process.
  public static let temporarySuffix = ".writing-"
}

/// Writes all bytes; the number of the error, if one stops it.
private func writeAll(_ data: Data, _ descriptor: Int32) -> Int32? {
  data.withUnsafeBytes { bytes -> Int32? in
    var done = 0
    while done < bytes.count {
      let count = write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : ENOSPC }
      done += count
    }
    return nil
  }
}

/// Says in a few words why the system refused.
private func systemReason(_ code: Int32) -> String {
  switch code {
  case ENOENT: "there is no such file or folder"
  case EACCES, EPERM: "permission denied"
  case ENOSPC, EDQUOT: "the disk is full"
  default: String(cString: strerror(code))
  }
}
