// Tables as JSON: the names of the columns and the rows, or one object a row.

public import Foundation

extension PointTable {
  /// Reads JSON: `{"columns": ["x1", "x2"], "rows": [[0.5, 0.25]]}`, or an array with one object a row.
  ///
  /// A cell is a number, a word, a truth value (1 or 0) or `null` (missing); the words `"nan"`,
  /// `"inf"` and `"-inf"` in a column of numbers are numbers. Linear in the size of the file.
  public init(jsonData data: Data, file: String) throws(PointFileError) {
    guard data.contains(where: { $0 > 0x20 }) else {
      throw .empty(file: file, what: "the file is empty")
    }
    let content: JSONTable
    do {
      content = try JSONDecoder().decode(JSONTable.self, from: data)
    } catch let error as DecodingError {
      throw .malformed(place: file, problem: reason(error))
    } catch {
      throw .malformed(place: file, problem: "\(error)")
    }
    self = try content.table(file: file)
  }

  /// The table as JSON with `columns` and `rows`; missing numbers are `null`, infinite ones words.
  public func jsonData() -> Data {
    var text = "{\"columns\":[" + names.map(jsonText).joined(separator: ",") + "],\"rows\":["
    for row in 0..<count {
      text += row == 0 ? "\n[" : ",\n["
      for (index, column) in columns.enumerated() {
        if index > 0 { text += "," }
        switch column.values {
        case .numbers(let numbers): text += jsonNumber(numbers[row])
        case .text(let words): text += jsonText(words[row])
        }
      }
      text += "]"
    }
    return Data((text + "\n]}\n").utf8)
  }
}

private func jsonNumber(_ value: Double) -> String {
  value.isFinite ? numberText(value) : value.isNaN ? "null" : "\"\(value)\""
}

private func jsonText(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": result += "\\\(scalar)"
    case "\u{0}"..<" ": result += String(format: "\\u%04x", scalar.value)
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

private func reason(_ error: DecodingError) -> String {
  switch error {
  case .typeMismatch(_, let context), .valueNotFound(_, let context),
    .keyNotFound(_, let context), .dataCorrupted(let context):
    let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
    let place = path.isEmpty ? "" : "at \(path.joined(separator: ".")), "
    let cause = (context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey]
    return place + (cause.map { "\($0)" } ?? context.debugDescription)
  @unknown default: return "\(error)"
  }
}

/// What a JSON file of points holds.
private struct JSONTable: Decodable {
  let names: [String]
  let rows: [[JSONCell]]

  enum Key: String, CodingKey { case columns, rows }

  init(from decoder: any Decoder) throws {
    if let fields = try? decoder.container(keyedBy: Key.self) {
      names = try fields.decode([String].self, forKey: .columns)
      rows = try fields.decode([[JSONCell]].self, forKey: .rows)
    } else {
      let records = try decoder.singleValueContainer().decode([[String: JSONCell]].self)
      let names = records.first.map { $0.keys.sorted() } ?? []
      self.names = names
      rows = records.map { record in
        // A record of other names has a row of another length, which is refused below.
        guard record.count == names.count else { return Array(record.values) }
        return names.map { record[$0] }.compactMap(\.self)
      }
    }
  }

  func table(file: String) throws(PointFileError) -> PointTable {
    guard !names.isEmpty else { throw .empty(file: file, what: "there are no columns") }
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      throw .duplicateColumn(file: file, name: name)
    }
    let source = TableSource(file: file)
    for (index, row) in rows.enumerated() where row.count != names.count {
      throw .fieldCount(place: source.place(index), expected: names.count, found: row.count)
    }
    let columns = names.enumerated().map { index, name in
      let cells = rows.map { $0[index] }
      let numbers = cells.map(\.number)
      guard numbers.contains(nil) || !cells.contains(where: \.isPresent) else {
        return PointTable.Column(name, numbers.compactMap(\.self))
      }
      return PointTable.Column(name, text: cells.map(\.text))
    }
    return PointTable(columns, count: rows.count, source: source)
  }
}

/// A value of a JSON table.
private enum JSONCell: Decodable {
  case number(Double)
  case text(String)
  case missing

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .missing
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let flag = try? value.decode(Bool.self) {
      self = .number(flag ? 1 : 0)
    } else {
      self = .text(try value.decode(String.self))
    }
  }

  var isPresent: Bool { if case .missing = self { false } else { true } }

  var number: Double? {
    switch self {
    case .number(let value): value
    case .text(let text): PointSets.number(text)
    case .missing: .nan
    }
  }

  var text: String {
    switch self {
    case .number(let value): numberText(value)
    case .text(let text): text
    case .missing: ""
    }
  }
}
