// The header of a .npy file: magic bytes, version, length, dictionary.

import Foundation

/// The header of a `.npy` file.
///
/// | Version | Length field | Text |
/// |---|---|---|
/// | 1.0 | 2 bytes | Latin-1 |
/// | 2.0 | 4 bytes | Latin-1 |
/// | 3.0 | 4 bytes | UTF-8 |
///
/// ## References
/// - https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
struct NpyHeader {
  let dictionary: NpyDictionary
  let type: StoredType
  /// Where the elements begin.
  let size: Int

  static let magic: [UInt8] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
  /// A header for plain numbers has some hundred bytes; more than this is an attack.
  static let largestLength = 1 << 20
  private static let alignment = 64

  init(_ data: Data, file: String) throws(ArrayFileError) {
    guard data.starts(with: Self.magic) else { throw .notNumpy(file: file) }
    let fields = [UInt8](data.dropFirst(Self.magic.count).prefix(6))
    guard fields.count == 6 else { throw .header(file: file, problem: "it ends too early") }
    let lengthFieldSize: Int
    switch (fields[0], fields[1]) {
    case (1, 0): lengthFieldSize = 2
    case (2, 0), (3, 0): lengthFieldSize = 4
    default:
      throw .header(file: file, problem: "version \(fields[0]).\(fields[1]) is unknown")
    }
    let length = fields[2..<2 + lengthFieldSize].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= Self.largestLength else {
      throw .header(file: file, problem: "\(length) bytes are absurdly many")
    }
    let start = Self.magic.count + 2 + lengthFieldSize
    let text = data.dropFirst(start).prefix(length)
    guard text.count == length else { throw .header(file: file, problem: "it ends too early") }
    dictionary = try NpyDictionary(text, file: file)
    type = try StoredType(numpyName: dictionary.typeName, file: file)
    size = start + length
  }

  /// The bytes of a header, padded so that the elements behind it are aligned: version 1.0, or 2.0 if
  /// the dictionary is too long for that.
  static func encoded(_ literal: String) -> Data {
    let isLong = padded(literal, lengthFieldSize: 2).count > Int(UInt16.max)
    let lengthFieldSize = isLong ? 4 : 2
    let text = padded(literal, lengthFieldSize: lengthFieldSize)
    var header = Data(magic)
    header.append(contentsOf: isLong ? [2, 0] : [1, 0])
    for shift in 0..<lengthFieldSize {
      header.append(UInt8(truncatingIfNeeded: text.count >> (8 * shift)))
    }
    header.append(text)
    return header
  }

  private static func padded(_ literal: String, lengthFieldSize: Int) -> Data {
    let used = magic.count + 2 + lengthFieldSize + literal.utf8.count + 1
    let padding = (alignment - used % alignment) % alignment
    return Data((literal + String(repeating: " ", count: padding) + "\n").utf8)
  }
}
