// Tables as CSV with a header: read in two passes, written so that every number comes back.

public import Foundation

extension PointTable {
  /// The largest number of columns that is read.
  static let largestColumnCount = 100_000

  /// Reads the bytes of a CSV file with a header; `file` names them in errors.
  ///
  /// A column in which every field is a number or empty is a column of numbers, with NaN where the
  /// field is empty; any other is a column of words. Linear in the size of the file.
  public init(csvData data: Data, file: String) throws(PointFileError) {
    let result = data.withUnsafeBytes { raw in
      Result { () throws(PointFileError) in
        try CSVTableReader(raw.bindMemory(to: UInt8.self), file: file).table()
      }
    }
    self = try result.get()
  }

  /// The table as CSV: a header, LF line ends, numbers with up to 17 digits, NaN as `nan`.
  public func csvData() -> Data {
    var text = columns.map { quoted($0.name) }.joined(separator: ",") + "\n"
    for row in 0..<count {
      for (index, column) in columns.enumerated() {
        if index > 0 { text += "," }
        switch column.values {
        case .numbers(let numbers): text += numberText(numbers[row])
        case .text(let words): text += quoted(words[row])
        }
      }
      text += "\n"
    }
    return Data(text.utf8)
  }
}

/// A field as RFC 4180 wants it; quoted also where it could be taken for a comment or an empty line.
private func quoted(_ text: String) -> String {
  // Bytes, for a quote and an accent behind it are one character.
  let isPlain =
    !text.isEmpty && text.trimmingCharacters(in: .whitespaces) == text
    && !text.utf8.starts(with: [0x23]) && !text.utf8.starts(with: [0xef, 0xbb, 0xbf])
    && !text.utf8.contains { [0x22, 0x2c, 0x0a, 0x0d].contains($0) }
  guard !isPlain else { return text }
  let doubled = text.utf8.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] }
  return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
}

/// Reads a table: the first pass parses numbers, the second fetches the words of other columns.
private struct CSVTableReader {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: String

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) {
    (self.bytes, self.file) = (bytes, file)
  }

  func table() throws(PointFileError) -> PointTable {
    let names = try header()
    var numbers = [[Double]?](repeating: [], count: names.count)
    var isEmpty = [Bool](repeating: true, count: names.count)
    var lines: [Int32] = []
    try forEachRow(names.count) { scanner, fields, line in
      lines.append(Int32(clamping: line))
      for (column, field) in fields.enumerated() where numbers[column] != nil {
        let content = bytes[field.start..<field.end]
        if content.isEmpty && !field.isQuoted {
          numbers[column]?.append(.nan)
        } else if let value = number(bytes: content) {
          numbers[column]?.append(value)
          isEmpty[column] = false
        } else {
          numbers[column] = nil
        }
      }
    }
    // A column of empty fields only holds no number.
    for column in names.indices where isEmpty[column] { numbers[column] = nil }
    let columns = try withWords(names, numbers, rows: lines.count)
    return PointTable(
      columns, count: lines.count, source: TableSource(file: file, lines: lines))
  }

  private func withWords(
    _ names: [String], _ numbers: [[Double]?], rows: Int
  ) throws(PointFileError) -> [PointTable.Column] {
    var words = [[String]](repeating: [], count: names.count)
    let wordColumns = names.indices.filter { numbers[$0] == nil }
    if !wordColumns.isEmpty {
      try forEachRow(names.count) { scanner, fields, _ in
        for column in wordColumns { words[column].append(scanner.text(fields[column])) }
      }
    }
    return names.indices.map { column in
      guard let values = numbers[column] else {
        return PointTable.Column(names[column], text: words[column])
      }
      return PointTable.Column(names[column], values)
    }
  }

  private func header() throws(PointFileError) -> [String] {
    var scanner = CSVScanner(bytes, file: file)
    var fields: [CSVField] = []
    guard let line = try scanner.next(&fields) else {
      throw .empty(file: file, what: "the file is empty")
    }
    let place = "\(file), line \(line)"
    guard fields.count <= PointTable.largestColumnCount else {
      throw .malformed(place: place, problem: "\(fields.count) columns are absurdly many")
    }
    let names = fields.map { field in
      let name = scanner.text(field)
      return field.isQuoted ? name : name.trimmingCharacters(in: .whitespaces)
    }
    if let unnamed = names.firstIndex(of: "") {
      throw .malformed(place: place, problem: "column \(unnamed + 1) has no name")
    }
    guard names.contains(where: { number($0) == nil }) else {
      throw .malformed(
        place: place, problem: "a header with the names of the columns is missing")
    }
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      throw .duplicateColumn(file: file, name: name)
    }
    return names
  }

  /// Calls `body` with each row behind the header.
  private func forEachRow(
    _ columns: Int, _ body: (CSVScanner, [CSVField], Int) -> Void
  ) throws(PointFileError) {
    var scanner = CSVScanner(bytes, file: file)
    var fields: [CSVField] = []
    _ = try scanner.next(&fields)
    while let line = try scanner.next(&fields) {
      guard fields.count == columns else {
        throw .fieldCount(
          place: "\(file), line \(line)", expected: columns, found: fields.count)
      }
      body(scanner, fields, line)
    }
  }
}
