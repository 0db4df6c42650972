// Markdown: a report for a repository or a pull request; figures are files beside it.

extension Report {
  /// The report as Markdown.
  ///
  /// `figurePath`: the path of the SVG file of a figure, by its number, as the text is to name
  /// it; the files themselves come from `Figure.svg`.
  public func markdown(figurePath: (Int) -> String = { "figure-\($0).svg" }) -> String {
    var lines = ["# " + Self.escaped(title), ""]
    if let subtitle { lines += [Self.escaped(subtitle), ""] }
    lines += facts.map { "- \(Self.escaped($0.name)): \(Self.code($0.value))" }
    if !facts.isEmpty { lines.append("") }
    var figures = 0
    for section in sections {
      lines += ["## " + Self.escaped(section.title), ""]
      for block in section.blocks {
        switch block {
        case .paragraph(let prose): lines += [Self.text(prose), ""]
        case .verdict(let verdict):
          lines.append("> **\(Self.escaped(verdict.title))**")
          if !verdict.detail.isEmpty { lines += [">", "> " + Self.text(verdict.detail)] }
          lines.append("")
        case .table(let table): lines += Self.lines(table) + [""]
        case .figure(let figure):
          figures += 1
          let title = Self.escaped("Figure \(figures). \(figure.title)")
          lines += ["![\(title)](\(Self.address(figurePath(figures))))", ""]
          lines += [
            "*\(title)*" + (figure.caption.isEmpty ? "" : " " + Self.text(figure.caption)), "",
          ]
        }
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func lines(_ table: Table) -> [String] {
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let rules = table.columns.map { column in
      switch column.alignment {
      case .leading: ":---"
      case .center: ":---:"
      case .trailing: "---:"
      }
    }
    let rows = table.rows.map { cells in
      row(zip(table.columns, cells).map { escaped($0.1.text($0.0.format)) })
    }
    let caption = table.caption.isEmpty ? [] : [text(table.caption), ""]
    return caption + [row(table.columns.map { escaped($0.heading) }), row(rules)] + rows
  }

  private static func text(_ prose: Prose) -> String {
    prose.spans.map { span in
      switch span.style {
      case .plain: escaped(span.text)
      case .emphasis: "*\(escaped(span.text))*"
      case .strong: "**\(escaped(span.text))**"
      case .code: code(span.text)
      }
    }.joined()
  }

  /// Code between more backticks than it holds in a row.
  private static func code(_ content: String) -> String {
    let content = Markup.cleaned(content)
    let longest = content.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    let edge = longest > 0 ? " " : ""
    return fence + edge + content + edge + fence
  }

  /// Text whose characters mean only themselves.
  private static func escaped(_ content: String) -> String {
    Markup.cleaned(content).map { character in
      "\\`*_{}[]<>#|~&!".contains(character) ? "\\\(character)" : String(character)
    }.joined()
  }

  /// An address within parentheses.
  private static func address(_ path: String) -> String {
    let path = Markup.cleaned(path)
    let replaced = [(" ", "%20"), ("(", "%28"), (")", "%29"), ("<", "%3C"), (">", "%3E")]
    return replaced.reduce(path) { $0.replacing($1.0, with: $1.1) }
  }
}
