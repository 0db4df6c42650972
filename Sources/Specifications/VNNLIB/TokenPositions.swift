// Where a token stands and what it says, for messages: found only when an error is thrown.

extension TokenReader {
  /// The line and column of a byte.
  func position(of offset: Int) -> SourcePosition {
    let before = bytes[..<offset]
    let newline = UInt8(ascii: "\n")
    let lineStart = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
    return SourcePosition(
      file: file, line: 1 + before.count { $0 == newline }, column: 1 + offset - lineStart)
  }

  /// A word as text; a long one is cut.
  func text(_ word: Range<Int>) -> String {
    let shown = String(decoding: bytes[word.prefix(40)], as: UTF8.self)
    return word.count > 40 ? shown + "..." : shown
  }

  /// The error for a token that is not what must stand here.
  mutating func unexpected(expected: String) -> SpecificationError {
    guard let byte = peek() else {
      return .malformed(position(of: offset), "expected \(expected), found the end of the file")
    }
    let word = wordAtOffset()
    let found = word.isEmpty ? String(UnicodeScalar(byte)) : text(word)
    return .malformed(position(of: offset), "expected \(expected), found '\(found)'")
  }
}
