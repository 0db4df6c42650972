// A text with placeholders such as {x1}: split once, filled in for every run.

/// A text with placeholders such as `{x1}`.
///
/// Braces that enclose no name, as in JSON, are braces; those that enclose something like a name must
/// enclose a known one, and `{{name}}` stands for `{name}`.
struct PlaceholderText: Sendable, Hashable {
  enum Part: Sendable, Hashable {
    case text(String)
    case value(String)
  }

  let parts: [Part]

  init(_ text: String, known: Set<String>) throws(EnsembleError) {
    var (parts, literal) = ([Part](), "")
    var rest = Substring(text)
    while let first = rest.first {
      if let name = Self.protected(rest) {
        literal += "{\(name)}"
        rest.removeFirst(name.count + 4)
      } else if let name = try Self.name(rest, known) {
        if !literal.isEmpty { parts.append(.text(literal)) }
        parts.append(.value(name))
        literal = ""
        rest.removeFirst(name.count + 2)
      } else {
        literal.append(first)
        rest.removeFirst()
      }
    }
    if !literal.isEmpty || parts.isEmpty { parts.append(.text(literal)) }
    self.parts = parts
  }

  /// The name between the brace in front and the next closing one, if it is one.
  private static func name(
    _ text: Substring, _ known: Set<String>
  ) throws(EnsembleError) -> String? {
    guard text.first == "{", let end = text.firstIndex(of: "}") else { return nil }
    let name = String(text[text.index(after: text.startIndex)..<end])
    if known.contains(name) { return name }
    guard isLikeAName(name) else { return nil }
    throw .unknownPlaceholder(name, known: known.sorted())
  }

  /// The name in `{{name}}` in front.
  private static func protected(_ text: Substring) -> String? {
    guard text.hasPrefix("{{"), let end = text.firstIndex(of: "}") else { return nil }
    let name = String(text[..<end].dropFirst(2))
    return isLikeAName(name) && text[end...].hasPrefix("}}") ? name : nil
  }

  private static func isLikeAName(_ text: String) -> Bool {
    text.first.map { $0.isLetter || $0 == "_" } == true
      && text.allSatisfy { $0.isLetter || $0.isNumber || "_.-".contains($0) }
  }

  var names: [String] {
    parts.compactMap { if case .value(let name) = $0 { name } else { nil } }
  }

  func filled(_ values: [String: String]) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .value(let name): values[name] ?? ""
      }
    }.joined()
  }
}
