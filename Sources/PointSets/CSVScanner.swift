// CSV by RFC 4180: records and fields as places in the bytes.

/// A field of a record: where its bytes lie, without the quotes around it.
struct CSVField {
  let start: Int
  let end: Int
  let isQuoted: Bool
}

/// Walks over the records of a CSV file.
///
/// Lines end in LF, CR LF or CR; a quoted field may hold any of them, and a doubled quote is a quote.
/// Empty lines and lines that begin with `#` are left out; so is a byte order mark.
///
/// ## References
/// - RFC 4180, https://www.rfc-editor.org/rfc/rfc4180
struct CSVScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: String
  private var position: Int
  private(set) var line = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) {
    (self.bytes, self.file) = (bytes, file)
    position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
  }

  private static let (quote, comma, hash) = (UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(0x23))

  /// Reads the next record into `fields`; returns the line where it begins, or nothing at the end.
  mutating func next(_ fields: inout [CSVField]) throws(PointFileError) -> Int? {
    fields.removeAll(keepingCapacity: true)
    while position < bytes.count, isLineEnd(position) || bytes[position] == Self.hash {
      while position < bytes.count, !isLineEnd(position) { position += 1 }
      endLine()
    }
    guard position < bytes.count else { return nil }
    let start = line
    while true {
      fields.append(try nextField())
      guard position < bytes.count, bytes[position] == Self.comma else { break }
      position += 1
    }
    endLine()
    return start
  }

  /// The text of a field, its doubled quotes made single.
  func text(_ field: CSVField) -> String {
    let content = bytes[field.start..<field.end]
    guard field.isQuoted, content.contains(Self.quote) else {
      return String(decoding: content, as: UTF8.self)
    }
    var single: [UInt8] = []
    var isSecond = false
    for byte in content {
      isSecond = byte == Self.quote && !isSecond
      if !isSecond { single.append(byte) }
    }
    return String(decoding: single, as: UTF8.self)
  }

  private mutating func nextField() throws(PointFileError) -> CSVField {
    if position < bytes.count, bytes[position] == Self.quote { return try quotedField() }
    let start = position
    while position < bytes.count, bytes[position] != Self.comma, !isLineEnd(position) {
      guard bytes[position] != Self.quote else {
        throw .malformed(
          place: "\(file), line \(line)", problem: "a quote inside a field that does not begin so")
      }
      position += 1
    }
    return CSVField(start: start, end: position, isQuoted: false)
  }

  private mutating func quotedField() throws(PointFileError) -> CSVField {
    let opening = line
    position += 1
    let start = position
    while position < bytes.count {
      if bytes[position] == Self.quote {
        guard position + 1 < bytes.count, bytes[position + 1] == Self.quote else { break }
        position += 2
      } else if isLineEnd(position) {
        endLine()
      } else {
        position += 1
      }
    }
    guard position < bytes.count else {
      throw .malformed(place: "\(file), line \(opening)", problem: "a quoted field never ends")
    }
    let end = position
    position += 1
    guard position == bytes.count || bytes[position] == Self.comma || isLineEnd(position) else {
      throw .malformed(place: "\(file), line \(line)", problem: "text follows a quoted field")
    }
    return CSVField(start: start, end: end, isQuoted: true)
  }

  private func isLineEnd(_ place: Int) -> Bool { bytes[place] == 0x0a || bytes[place] == 0x0d }

  /// Steps over a line end, if there is one.
  private mutating func endLine() {
    guard position < bytes.count else { return }
    let isPair =
      bytes[position] == 0x0d && position + 1 < bytes.count && bytes[position + 1] == 0x0a
    position += isPair ? 2 : 1
    line += 1
  }
}
