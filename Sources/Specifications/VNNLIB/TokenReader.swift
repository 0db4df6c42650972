// The tokens of S-expressions, read over raw bytes without making a string of any.

/// A place in a text of parentheses and words; blanks and comments are passed over.
struct TokenReader {
  let bytes: [UInt8]
  let file: String
  private(set) var offset = 0

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// The first byte of the next token, which is not taken; nil at the end.
  mutating func peek() -> UInt8? {
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: ";") {
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
      } else if Self.isBlank(byte) {
        offset += 1
      } else {
        return byte
      }
    }
    return nil
  }

  /// Takes an opening parenthesis and returns where it stands.
  mutating func open() throws(SpecificationError) -> Int {
    try take(UInt8(ascii: "("), "'('")
  }

  /// Takes a closing parenthesis.
  mutating func close() throws(SpecificationError) {
    _ = try take(UInt8(ascii: ")"), "')'")
  }

  private mutating func take(
    _ byte: UInt8, _ name: String
  ) throws(SpecificationError) -> Int {
    guard peek() == byte else { throw unexpected(expected: name) }
    offset += 1
    return offset - 1
  }

  /// Takes a word or a number.
  mutating func word(_ expected: String) throws(SpecificationError) -> Range<Int> {
    guard peek() != nil else { throw unexpected(expected: expected) }
    let word = wordAtOffset()
    guard !word.isEmpty else { throw unexpected(expected: expected) }
    offset = word.upperBound
    return word
  }

  /// The word that starts at the offset, which is not taken; empty where none does.
  func wordAtOffset() -> Range<Int> {
    var end = offset
    while end < bytes.count, !Self.isDelimiter(bytes[end]) { end += 1 }
    return offset..<end
  }

  /// Passes over the rest of a command, up to the parenthesis that closes it.
  mutating func skipCommand() throws(SpecificationError) {
    var depth = 1
    while depth > 0 {
      guard let byte = peek() else { throw unexpected(expected: "')'") }
      offset += 1
      switch byte {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "\""), UInt8(ascii: "|"):
        while offset < bytes.count, bytes[offset] != byte { offset += 1 }
        offset = min(offset + 1, bytes.count)
      default: break
      }
    }
  }

  /// Whether a taken word is this one.
  func reads(_ word: Range<Int>, as text: StaticString) -> Bool {
    guard word.count == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { expected in
      expected.indices.allSatisfy { bytes[word.lowerBound + $0] == expected[$0] }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (9...13).contains(byte)
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case 9...13, UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ";"),
      UInt8(ascii: "\""), UInt8(ascii: "|"):
      true
    default: false
    }
  }
}
