// Block: one thing in a section: a paragraph, a verdict, a table or a figure.

/// One thing in a section of a report.
public enum Block: Sendable, Hashable {
  case paragraph(Prose)
  case verdict(Verdict)
  case table(Table)
  case figure(Figure)
}

/// A conclusion that is to be seen first.
public struct Verdict: Sendable, Hashable, Codable {
  /// How good the news is.
  public enum Tone: String, Sendable, Hashable, Codable, CaseIterable {
    case good, caution, bad, neutral
  }

  public var tone: Tone
  /// The conclusion in a few words.
  public var title: String
  /// What it rests on.
  public var detail: Prose

  public init(_ tone: Tone, _ title: String, detail: Prose = "") {
    (self.tone, self.title, self.detail) = (tone, title, detail)
  }
}

/// JSON: the fields of what the block holds, beside `"kind"`.
extension Block: Codable {
  private enum Kind: String, Codable { case paragraph, verdict, table, figure }
  private enum Key: String, CodingKey { case kind, text }

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    switch try fields.decode(Kind.self, forKey: .kind) {
    case .paragraph: self = .paragraph(try fields.decode(Prose.self, forKey: .text))
    case .verdict: self = .verdict(try Verdict(from: decoder))
    case .table: self = .table(try Table(from: decoder))
    case .figure: self = .figure(try Figure(from: decoder))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    switch self {
    case .paragraph(let prose):
      try fields.encode(Kind.paragraph, forKey: .kind)
      try fields.encode(prose, forKey: .text)
    case .verdict(let verdict):
      try fields.encode(Kind.verdict, forKey: .kind)
      try verdict.encode(to: encoder)
    case .table(let table):
      try fields.encode(Kind.table, forKey: .kind)
      try table.encode(to: encoder)
    case .figure(let figure):
      try fields.encode(Kind.figure, forKey: .kind)
      try figure.encode(to: encoder)
    }
  }
}
