// ShellTemplate: a command line for /bin/sh whose values arrive as parameters, never as code.

/// A command line for `/bin/sh` with placeholders.
///
/// A placeholder becomes a positional parameter of the shell, quoted to suit the place where it
/// stands, and the value is passed beside the text. So no value is ever read as code.
struct ShellTemplate: Sendable, Hashable {
  /// The text with parameters for placeholders.
  let script: String
  /// The names of the parameters, from `${1}` on.
  let names: [String]

  init(_ text: String, known: Set<String>) throws(EnsembleError) {
    var (script, names) = ("", [String]())
    var quote: Character?
    var isEscaped = false
    for part in try PlaceholderText(text, known: known).parts {
      switch part {
      case .value(let name):
        names.append(name)
        let parameter = "${\(names.count)}"
        switch quote {
        case "\"": script += parameter
        case "'": script += "'\"\(parameter)\"'"
        default: script += "\"\(parameter)\""
        }
      case .text(let text):
        for letter in text {
          if isEscaped {
            isEscaped = false
          } else if letter == "\\", quote != "'" {
            isEscaped = true
          } else if letter == quote {
            quote = nil
          } else if quote == nil, letter == "'" || letter == "\"" {
            quote = letter
          }
        }
        script += text
      }
    }
    guard quote == nil, !isEscaped else { throw .template(text, problem: "a quote never ends") }
    guard script.contains(where: { !$0.isWhitespace }) else {
      throw .template(text, problem: "there is no command")
    }
    (self.script, self.names) = (script, names)
  }

  func filled(_ values: [String: String]) -> [String] {
    ["/bin/sh", "-c", script, "sh"] + names.map { values[$0] ?? "" }
  }
}
