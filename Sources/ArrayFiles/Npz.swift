// .npz: numpy's file format for several arrays, a zip archive of .npy files.

public import Archives
public import Foundation

/// Reads a `.npz` file, arrays by name; each is read only when it is asked for.
public struct NpzArchive: Sendable {
  /// The names of the arrays in the order of the file, without the suffix.
  ///
  /// Entries that do not end in `.npy` are left out.
  public let names: [String]
  private let archive: ZipArchive
  private let file: String
  private let limit: Int

  private static let suffix = ".npy"

  /// Opens a `.npz` file; neither it nor one of its arrays may be larger than `limit` bytes.
  public init(npz path: String, limit: Int = defaultArrayFileLimit) throws(ArrayFileError) {
    let data: Data
    do {
      data = try FileReading.read(path: path, limit: limit)
    } catch {
      throw .archive(error)
    }
    try self.init(npzData: data, file: path, limit: limit)
  }

  /// Opens the bytes of a `.npz` file; `file` names them in errors.
  public init(
    npzData data: Data, file: String, limit: Int = defaultArrayFileLimit
  ) throws(ArrayFileError) {
    do {
      archive = try ZipArchive(data)
    } catch {
      throw .archive(.within(file, error))
    }
    names = archive.entries.map(\.name).filter { $0.hasSuffix(Self.suffix) }
      .map { String($0.dropLast(Self.suffix.count)) }
    self.file = file
    self.limit = limit
  }

  /// Reads one array.
  public func array(named name: String) throws(ArrayFileError) -> NumberArray {
    guard archive.contains(name + Self.suffix) else { throw .missing(file: file, name: name) }
    let data: Data
    do {
      data = try archive.data(of: name + Self.suffix, limit: limit)
    } catch {
      throw .archive(.within(file, error))
    }
    return try NumberArray(npyData: data, file: "\(file):\(name)")
  }

  /// The bytes of a `.npz` file with these arrays, in this order.
  public static func npzData(
    _ arrays: [(name: String, array: NumberArray)], compression: ZipCompression = .deflated
  ) throws(ArrayFileError) -> Data {
    var writer = ZipWriter()
    for (name, array) in arrays {
      do {
        try writer.add(array.npyData(), named: name + suffix, compression: compression)
      } catch {
        throw .archive(error)
      }
    }
    return writer.finished()
  }

  /// Writes a `.npz` file, whole or not at all.
  public static func write(
    _ arrays: [(name: String, array: NumberArray)], npz path: String,
    compression: ZipCompression = .deflated
  ) throws(ArrayFileError) {
    let data = try npzData(arrays, compression: compression)
    do {
      try FileWriting.write(data, to: path)
    } catch {
      throw .archive(error)
    }
  }
}
