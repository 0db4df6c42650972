// A strict parser for the few Python literals that occur in a .npy header; it never recurses.

import Foundation

/// Reads the few Python literals that occur in a `.npy` header: strings, Booleans, tuples of integers.
struct PythonLiteralParser {
  private let bytes: [UInt8]
  private let file: String
  private var position = 0

  init(_ bytes: Data, file: String) {
    self.bytes = [UInt8](bytes)
    self.file = file
    skipSpace()
  }

  var isAtEnd: Bool { position == bytes.count }

  func failure(_ problem: String) -> ArrayFileError {
    .header(file: file, problem: "\(problem) (before byte \(position))")
  }

  func isNext(_ character: Unicode.Scalar) -> Bool {
    position < bytes.count && bytes[position] == UInt8(ascii: character)
  }

  /// Steps over a character and the space behind it, if it is the next one.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard isNext(character) else { return false }
    position += 1
    skipSpace()
    return true
  }

  mutating func expect(_ character: Unicode.Scalar) throws(ArrayFileError) {
    guard take(character) else { throw failure("'\(character)' is missing") }
  }

  /// A string in single or double quotes, without escapes.
  mutating func string() throws(ArrayFileError) -> String {
    guard let quote = [Unicode.Scalar("'"), "\""].first(where: isNext) else {
      throw failure("a string is missing")
    }
    let start = position + 1
    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: quote)) else {
      throw failure("a string does not end")
    }
    let content = bytes[start..<end]
    guard content.count <= 64, content.allSatisfy({ (0x20..<0x7f).contains($0) && $0 != 0x5c })
    else { throw failure("a string is long or holds unusual characters") }
    position = end + 1
    skipSpace()
    return String(decoding: content, as: UTF8.self)
  }

  /// The name of an element type; a list or a tuple is a structured type, which is refused.
  mutating func typeName() throws(ArrayFileError) -> String {
    guard !isNext("["), !isNext("(") else {
      throw .unsupportedType(
        file: file, type: "[...]", reason: "structured elements are not numbers")
    }
    return try string()
  }

  mutating func boolean() throws(ArrayFileError) -> Bool {
    for (word, value) in [("True", true), ("False", false)]
    where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      skipSpace()
      return value
    }
    throw failure("True or False is missing")
  }

  /// A tuple of integers; one element needs its comma, as in Python.
  mutating func integers(atMost limit: Int) throws(ArrayFileError) -> [Int] {
    var result: [Int] = []
    try expect("(")
    while !take(")") {
      guard result.count < limit else { throw failure("more than \(limit) dimensions") }
      result.append(try integer())
      guard take(",") || (result.count > 1 && isNext(")")) else {
        throw failure("a comma or a parenthesis is missing")
      }
    }
    return result
  }

  /// Digits, and perhaps the `L` that Python 2 wrote behind a long integer.
  private mutating func integer() throws(ArrayFileError) -> Int {
    let digits = bytes[position...].prefix { (0x30...0x39).contains($0) }
    guard digits.count == 1 || digits.first != 0x30,
      let value = Int(String(decoding: digits.prefix(20), as: UTF8.self)), digits.count <= 20
    else { throw failure("a dimension is not a whole number of 63 bits") }
    position += digits.count
    if isNext("L") { position += 1 }
    skipSpace()
    return value
  }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x0a, 0x09, 0x0c, 0x0d].contains(bytes[position]) {
      position += 1
    }
  }
}
