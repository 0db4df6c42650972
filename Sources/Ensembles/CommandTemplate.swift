// CommandTemplate: a command line with placeholders, split into arguments before values go in.

/// A command line with placeholders.
///
/// It is split into arguments at white space, with `'…'`, `"…"` and `\` as in a shell, *before* values
/// are filled in: whatever a value holds, it stays within its argument, and no shell reads it.
struct CommandTemplate: Sendable, Hashable {
  let arguments: [PlaceholderText]

  init(_ text: String, known: Set<String>) throws(EnsembleError) {
    var arguments: [PlaceholderText] = []
    for argument in try Self.split(text) {
      arguments.append(try PlaceholderText(argument, known: known))
    }
    guard !arguments.isEmpty else { throw .template(text, problem: "there is no command") }
    self.arguments = arguments
  }

  var names: [String] { arguments.flatMap(\.names) }

  func filled(_ values: [String: String]) -> [String] { arguments.map { $0.filled(values) } }

  /// The words of a command line; quotes and backslashes as in a shell, nothing else.
  static func split(_ text: String) throws(EnsembleError) -> [String] {
    var (words, word) = ([String](), String?.none)
    var quote: Character?
    var isEscaped = false
    for letter in text {
      if isEscaped {
        // Within double quotes a backslash protects these two only.
        if quote == "\"", letter != "\"", letter != "\\" { word = (word ?? "") + "\\" }
        word = (word ?? "") + String(letter)
        isEscaped = false
      } else if letter == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if letter == open { quote = nil } else { word = (word ?? "") + String(letter) }
      } else if letter == "'" || letter == "\"" {
        quote = letter
        word = word ?? ""
      } else if letter.isWhitespace {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(letter)
      }
    }
    guard quote == nil, !isEscaped else { throw .template(text, problem: "a quote never ends") }
    if let word { words.append(word) }
    return words
  }
}
