// .safetensors: named arrays of numbers with a map of texts, as networks are kept in.

import Archives
public import Foundation

/// Reads and writes `.safetensors` files, arrays by name.
///
/// `BF16` is widened to `float32` when it is read; `F8` and complex types are refused by name. Nothing
/// of an array is copied before it is asked for.
public struct SafetensorsFile: Sendable {
  /// The names of the arrays in the order of their bytes.
  public var names: [String] { header.entries.map(\.name) }
  /// The file's own map of texts.
  public var metadata: [String: String] { header.metadata }
  private let header: SafetensorsHeader
  private let places: [String: Int]
  private let data: Data
  private let file: String

  /// Opens a file of at most `limit` bytes.
  public init(safetensors path: String, limit: Int = defaultArrayFileLimit) throws(ArrayFileError) {
    let data: Data
    do {
      data = try FileReading.readAsIs(path: path, limit: limit)
    } catch {
      throw .archive(error)
    }
    try self.init(safetensorsData: data, file: path)
  }

  /// Opens the bytes of a file; `file` names them in errors.
  public init(safetensorsData data: Data, file: String) throws(ArrayFileError) {
    header = try SafetensorsHeader(data, file: file)
    // The decoder has left no name twice.
    places = Dictionary(
      header.entries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    (self.data, self.file) = (data, file)
    for entry in header.entries {
      guard let size = SafetensorsType.size(of: entry.type) else {
        throw .unsupportedType(
          file: "\(file):\(entry.name)", type: "'\(entry.type)'", reason: "no plain real number")
      }
      let count = elementCount(entry.shape, elementSize: size)
      guard count.map({ $0 * size }) == entry.end - entry.begin else {
        throw .safetensors(
          file: file, problem: "'\(entry.name)' of shape \(entry.shape) has another size")
      }
    }
  }

  /// Copies one array.
  public func array(named name: String) throws(ArrayFileError) -> NumberArray {
    guard let place = places[name] else { throw .missing(file: file, name: name) }
    let entry = header.entries[place]
    let start = data.startIndex + header.size
    let bytes = data.subdata(in: start + entry.begin..<start + entry.end)
    guard let type = SafetensorsType.elementType(entry.type) else {
      return NumberArray(
        elementType: .float32, shape: entry.shape, bytes: widenedFromBrainFloat(bytes))
    }
    if type == .bool { try checkBooleans(bytes, file: "\(file):\(name)") }
    return NumberArray(elementType: type, shape: entry.shape, bytes: bytes)
  }

  /// The bytes of a file; wider elements come first, so that each array begins at a multiple of its own.
  public static func safetensorsData(
    _ arrays: [(name: String, array: NumberArray)], metadata: [String: String] = [:]
  ) -> Data {
    let widths = Set(arrays.map(\.array.elementType.size)).sorted(by: >)
    let sorted = widths.flatMap { width in arrays.filter { $0.array.elementType.size == width } }
    var entries: [SafetensorsHeader.Entry] = []
    var position = 0
    for (name, array) in sorted {
      let end = position + array.bytes.count
      entries.append(
        .init(
          name: name, type: SafetensorsType.name(array.elementType), shape: array.shape,
          begin: position, end: end))
      position = end
    }
    precondition(
      Set(entries.map(\.name)).count == entries.count
        && !entries.contains { $0.name == "__metadata__" },
      "two arrays have one name, or one has that of the metadata")
    var data = SafetensorsHeader.encoded(entries, metadata: metadata)
    precondition(data.count - 8 <= SafetensorsHeader.limit, "a header of over 100 MB")
    data.reserveCapacity(data.count + position)
    for (_, array) in sorted { data.append(array.bytes) }
    return data
  }

  /// Writes a file, whole or not at all.
  public static func write(
    _ arrays: [(name: String, array: NumberArray)], metadata: [String: String] = [:],
    safetensors path: String
  ) throws(ArrayFileError) {
    do {
      try FileWriting.write(safetensorsData(arrays, metadata: metadata), to: path)
    } catch {
      throw .archive(error)
    }
  }
}

/// The names of types in this format.
enum SafetensorsType {
  private static let names: [(String, ElementType)] = [
    ("BOOL", .bool), ("I8", .int8), ("I16", .int16), ("I32", .int32), ("I64", .int64),
    ("U8", .uint8), ("U16", .uint16), ("U32", .uint32), ("U64", .uint64),
    ("F16", .float16), ("F32", .float32), ("F64", .float64),
  ]

  static func elementType(_ name: String) -> ElementType? {
    names.first { $0.0 == name }?.1
  }

  static func name(_ type: ElementType) -> String {
    names.first { $0.1 == type }?.0 ?? ""
  }

  /// The bytes of one element in the file; nothing for a type that is not read.
  static func size(of name: String) -> Int? { name == "BF16" ? 2 : elementType(name)?.size }
}

/// A brain float has the upper half of the bits of a `Float`.
private func widenedFromBrainFloat(_ bytes: Data) -> Data {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count * 2)
  for place in stride(from: bytes.startIndex, to: bytes.endIndex, by: 2) {
    result += [0, 0, bytes[place], bytes[place + 1]]
  }
  return Data(result)
}
