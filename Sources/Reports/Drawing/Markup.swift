// Markup: elements and text that are well-formed whatever they hold.

/// Builds XML, which with care is HTML too: every element is closed, every text escaped.
struct Markup {
  private(set) var text = ""

  /// An element that holds what `content` adds.
  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
    _ content: (inout Markup) -> Void
  ) {
    open(name, attributes)
    text += ">"
    content(&self)
    text += "</\(name)>"
  }

  /// An element that holds a text.
  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], text content: String
  ) {
    element(name, attributes) { $0.write(content) }
  }

  /// An element that holds nothing.
  mutating func empty(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
    open(name, attributes)
    text += "/>"
  }

  mutating func write(_ content: String) { text += Self.escaped(content) }

  mutating func lineBreak() { text += "\n" }

  /// What another builder made, or a style sheet of ours.
  mutating func append(markup: String) { text += markup }

  private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    text += "<\(name)"
    for (attribute, value) in attributes { text += " \(attribute)=\"\(Self.escaped(value))\"" }
  }

  /// Text whose characters mean only themselves, in an element and in an attribute.
  static func escaped(_ content: String) -> String {
    var result = ""
    for scalar in cleaned(content).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Text without control characters and without characters that reorder their neighbours.
  ///
  /// XML has no place for the former, a terminal obeys them, and the latter disguise names.
  static func cleaned(_ content: String) -> String {
    var result = ""
    for scalar in content.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: result += " "
      case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF:
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
