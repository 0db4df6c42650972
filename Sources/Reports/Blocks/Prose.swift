// Prose: text with a little emphasis, and no markup language that a name could break out of.

/// Text of which some is emphasized or code.
///
/// Written as a string literal: `"the gap is \(strong: gap) at \(code: name)"`. What is
/// interpolated is taken as it is: an asterisk in a column's name stays an asterisk.
public struct Prose: Sendable, Hashable, Codable {
  public enum Style: String, Sendable, Hashable, Codable { case plain, emphasis, strong, code }

  /// Text of one style.
  public struct Span: Sendable, Hashable, Codable {
    public var text: String
    public var style: Style

    public init(_ text: String, _ style: Style = .plain) { (self.text, self.style) = (text, style) }
  }

  public var spans: [Span]

  public init(_ spans: [Span]) { self.spans = spans.filter { !$0.text.isEmpty } }

  public init(_ text: String) { self.init([Span(text)]) }

  public var isEmpty: Bool { spans.isEmpty }

  /// The words alone.
  public var plainText: String { spans.map(\.text).joined() }

  public static func + (first: Prose, second: Prose) -> Prose {
    Prose(first.spans + second.spans)
  }
}

extension Prose: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) { self.init(text) }

  public init(stringInterpolation: StringInterpolation) { self.init(stringInterpolation.spans) }

  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var spans: [Span] = []

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ text: String) { spans.append(Span(text)) }

    public mutating func appendInterpolation(_ text: String) { spans.append(Span(text)) }

    public mutating func appendInterpolation(_ count: Int) {
      spans.append(Span(NumberFormat.integer.text(Double(count))))
    }

    public mutating func appendInterpolation(
      _ value: Double, _ format: NumberFormat = .significant(3)
    ) {
      spans.append(Span(format.text(value)))
    }

    public mutating func appendInterpolation(_ prose: Prose) { spans += prose.spans }

    public mutating func appendInterpolation(strong text: String) {
      spans.append(Span(text, .strong))
    }

    public mutating func appendInterpolation(emphasis text: String) {
      spans.append(Span(text, .emphasis))
    }

    public mutating func appendInterpolation(code text: String) { spans.append(Span(text, .code)) }
  }
}
