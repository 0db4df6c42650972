// The header of a safetensors file: JSON that gives each tensor a type, a shape and a place.

import Foundation

/// The header of a safetensors file: its length in 8 bytes, then JSON.
///
/// ## References
///
/// - <https://github.com/huggingface/safetensors#format>
struct SafetensorsHeader {
  struct Entry: Equatable {
    let name: String
    let type: String
    let shape: [Int]
    let begin: Int
    let end: Int
  }

  /// In the order of their bytes.
  let entries: [Entry]
  let metadata: [String: String]
  /// Where the bytes of the tensors begin.
  let size: Int

  /// The format allows no more.
  static let limit = 100_000_000

  init(_ data: Data, file: String) throws(ArrayFileError) {
    guard data.count >= 8 else {
      throw .safetensors(file: file, problem: "the file ends within the header's length")
    }
    let length = UInt64(
      littleEndian: data.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) })
    guard length <= UInt64(Self.limit) else {
      throw .safetensors(file: file, problem: "a header of \(length) bytes is over 100 MB")
    }
    guard Int(length) <= data.count - 8 else {
      throw .safetensors(file: file, problem: "the file ends within the header")
    }
    size = 8 + Int(length)
    let start = data.startIndex + 8
    let json = data[start..<start + Int(length)]
    guard json.first == UInt8(ascii: "{") else {
      throw .safetensors(file: file, problem: "it does not begin with '{'")
    }
    let content: Content
    do {
      content = try JSONDecoder().decode(Content.self, from: json)
    } catch {
      throw .safetensors(file: file, problem: Content.problem(error))
    }
    metadata = content.metadata
    entries = content.entries.sorted { ($0.begin, $0.end, $0.name) < ($1.begin, $1.end, $1.name) }
    try checkPlaces(available: data.count - size, file: file)
  }

  /// The tensors lie one after another, without holes, up to the end of the file.
  private func checkPlaces(available: Int, file: String) throws(ArrayFileError) {
    var position = 0
    for entry in entries {
      guard entry.begin == position, entry.end >= entry.begin else {
        throw .safetensors(
          file: file,
          problem: "'\(entry.name)' lies at \(entry.begin) ..< \(entry.end), not at \(position)")
      }
      position = entry.end
    }
    guard position == available else {
      throw .wrongSize(file: file, expected: position, found: available)
    }
  }

  /// The bytes of a header, filled up with spaces so that what follows begins at a multiple of 8.
  static func encoded(_ entries: [Entry], metadata: [String: String]) -> Data {
    var parts: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }.map { "\(quoted($0)):\(quoted($1))" }
      parts.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    for entry in entries {
      let shape = entry.shape.map { "\($0)" }.joined(separator: ",")
      parts.append(
        "\(quoted(entry.name)):{\"dtype\":\"\(entry.type)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(entry.begin),\(entry.end)]}")
    }
    var json = Data("{\(parts.joined(separator: ","))}".utf8)
    json.append(Data(repeating: UInt8(ascii: " "), count: -json.count & 7))
    var data = withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) }
    data.append(json)
    return data
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\0"..."\u{1f}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// The JSON as it is decoded.
private struct Content: Decodable {
  var entries: [SafetensorsHeader.Entry] = []
  var metadata: [String: String] = [:]

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private struct Info: Decodable {
    let dtype: String
    let shape: [Int]
    let data_offsets: [Int]
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    for key in container.allKeys {
      if key.stringValue == "__metadata__" {
        metadata = try container.decode([String: String].self, forKey: key)
        continue
      }
      let info = try container.decode(Info.self, forKey: key)
      guard info.data_offsets.count == 2, info.data_offsets[0] >= 0 else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "data_offsets are not two places")
      }
      entries.append(
        .init(
          name: key.stringValue, type: info.dtype, shape: info.shape,
          begin: info.data_offsets[0], end: info.data_offsets[1]))
    }
  }

  /// What the decoder found, in one line.
  static func problem(_ error: any Error) -> String {
    let context: DecodingError.Context
    switch error {
    case DecodingError.dataCorrupted(let found): context = found
    case DecodingError.keyNotFound(let key, let found):
      return "'\(name(found))' has no \(key.stringValue)"
    case DecodingError.typeMismatch(_, let found): context = found
    case DecodingError.valueNotFound(_, let found): context = found
    default: return "it is not JSON"
    }
    return context.codingPath.isEmpty
      ? "it is not the JSON of a header" : "'\(name(context))' is not as the format says"
  }

  private static func name(_ context: DecodingError.Context) -> String {
    context.codingPath.map(\.stringValue).joined(separator: ".")
  }
}
