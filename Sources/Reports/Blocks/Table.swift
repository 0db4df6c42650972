// Table: rows of cells under typed columns.

/// Rows of cells under typed columns, with a caption.
public struct Table: Sendable, Hashable {
  public var caption: Prose
  public var columns: [Column]
  /// The cells, row after row; the first cell of a row names it.
  public var rows: [[Cell]]

  public init(caption: Prose = "", columns: [Column], rows: [[Cell]]) {
    for row in rows {
      precondition(
        row.count == columns.count, "\(row.count) cells are no row of \(columns.count) columns")
    }
    (self.caption, self.columns, self.rows) = (caption, columns, rows)
  }

  /// A column: its title, unit, and how its numbers are written.
  public struct Column: Sendable, Hashable, Codable {
    public enum Alignment: String, Sendable, Hashable, Codable { case leading, center, trailing }

    public var title: String
    public var unit: String?
    public var format: NumberFormat
    public var alignment: Alignment

    /// A column of text.
    public static func text(_ title: String, alignment: Alignment = .leading) -> Column {
      Column(title: title, unit: nil, format: .significant(4), alignment: alignment)
    }

    /// A column of numbers.
    public static func number(
      _ title: String, unit: String? = nil, _ format: NumberFormat = .significant(4)
    ) -> Column {
      Column(title: title, unit: unit, format: format, alignment: .trailing)
    }

    /// The title with its unit.
    public var heading: String { unit.map { "\(title) [\($0)]" } ?? title }
  }

  /// What a cell holds.
  public enum Cell: Sendable, Hashable {
    case text(String)
    case number(Double)
    case empty

    func text(_ format: NumberFormat) -> String {
      switch self {
      case .text(let text): text
      case .number(let value): format.text(value)
      case .empty: "–"
      }
    }
  }
}

extension Table.Cell: ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
  ExpressibleByIntegerLiteral
{
  public init(stringLiteral text: String) { self = .text(text) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(integerLiteral value: Int) { self = .number(Double(value)) }

  /// A number, or nothing.
  public init(_ value: Double?) { self = value.map(Self.number) ?? .empty }

  public init(_ value: Int) { self = .number(Double(value)) }
}

/// JSON: a string, a number, or null; a number that JSON has none for is `{"number": "nan"}`.
extension Table.Cell: Codable {
  private enum Key: String, CodingKey { case number }

  public init(from decoder: any Decoder) throws {
    if let fields = try? decoder.container(keyedBy: Key.self) {
      self = .number(try fields.decode(Double.self, forKey: .number))
      return
    }
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .empty
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else {
      self = .number(try value.decode(Double.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    if case .number(let number) = self, !number.isFinite {
      var fields = encoder.container(keyedBy: Key.self)
      return try fields.encode(number, forKey: .number)
    }
    var value = encoder.singleValueContainer()
    switch self {
    case .text(let text): try value.encode(text)
    case .number(let number): try value.encode(number)
    case .empty: try value.encodeNil()
    }
  }
}

extension Table: Codable {
  private enum Key: String, CodingKey { case caption, columns, rows }

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    let columns = try fields.decode([Column].self, forKey: .columns)
    let rows = try fields.decode([[Cell]].self, forKey: .rows)
    guard rows.allSatisfy({ $0.count == columns.count }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .rows, in: fields, debugDescription: "a row has not \(columns.count) cells")
    }
    self.init(
      caption: try fields.decode(Prose.self, forKey: .caption), columns: columns, rows: rows)
  }

  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encode(caption, forKey: .caption)
    try fields.encode(columns, forKey: .columns)
    try fields.encode(rows, forKey: .rows)
  }
}
