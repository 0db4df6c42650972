// ExternalData: the elements of a tensor in a file beside the model.

import Foundation

/// Where the elements of a tensor lie in a file beside the model.
///
/// A model may come from anywhere, so it may name only regular files inside its own folder.
struct ExternalData {
  private let location: String
  private let offset: Int
  /// The number of bytes, or nil for all up to the file's end.
  private let length: Int?

  init(_ entries: [WireStringStringEntryProto]) throws(TensorProblem) {
    let values = Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    let location = values["location"] ?? ""
    do throws(ExternalDataProblem) {
      guard !location.isEmpty else { throw .missingLocation }
      offset = try Self.number("offset", in: values) ?? 0
      length = try Self.number("length", in: values)
    } catch {
      throw .externalData(location: location, error)
    }
    self.location = location
  }

  /// Reads the elements, and nothing else of the file, which lies in the model's folder.
  ///
  /// They must be as many bytes (`count`) as the tensor's shape takes.
  func bytes(count: Int, folder: String?) throws(TensorProblem) -> Data {
    let file: RegularFile
    do {
      file = try self.file(in: folder)
    } catch {
      throw .externalData(location: location, error)
    }
    let length = self.length ?? max(0, file.size - offset)
    let (end, overflows) = offset.addingReportingOverflow(length)
    guard !overflows, end <= file.size else {
      throw .externalData(
        location: location, .outOfFile(offset: offset, length: length, fileSize: file.size))
    }
    guard length == count else { throw .byteCount(found: length, expected: count) }
    let bytes: Data
    do {
      bytes = try file.bytes(in: offset..<end)
    } catch {
      throw .externalData(location: location, .file(error))
    }
    guard bytes.count == count else { throw .byteCount(found: bytes.count, expected: count) }
    return bytes
  }

  /// The file, after symbolic links are followed: these may stay in the folder, not lead out of it.
  private func file(in folder: String?) throws(ExternalDataProblem) -> RegularFile {
    guard let folder else { throw .unknownFolder }
    let steps = location.split(separator: "/", omittingEmptySubsequences: false)
    guard !location.hasPrefix("/"), !steps.contains(".."), !location.utf8.contains(0) else {
      throw .unsafeLocation
    }
    guard let realFolder = RegularFile.realPath(of: folder) else { throw .file(.missing) }
    let file: RegularFile
    do {
      file = try RegularFile(at: realFolder + "/" + location)
    } catch {
      throw .file(error)
    }
    let prefix = realFolder.hasSuffix("/") ? realFolder : realFolder + "/"
    guard file.realPath.hasPrefix(prefix) else { throw .leavesFolder }
    return file
  }

  private static func number(
    _ key: String, in values: [String: String]
  ) throws(ExternalDataProblem) -> Int? {
    guard let text = values[key] else { return nil }
    guard let number = Int(text), number >= 0 else {
      throw .invalidNumber(key: key, value: text)
    }
    return number
  }
}
