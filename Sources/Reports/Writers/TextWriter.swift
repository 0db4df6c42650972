// Text: a report for a terminal.

extension Report {
  /// The report as lines of plain text; figures are named with their captions.
  ///
  /// No character of the report reaches the terminal as a control sequence.
  public func text(width: Int = 80) -> String {
    var lines = [Markup.cleaned(title), String(repeating: "=", count: min(width, title.count))]
    if let subtitle { lines += Self.wrapped(subtitle, width) }
    let names = facts.map { Markup.cleaned($0.name) }
    let widest = names.map(\.count).max() ?? 0
    if !facts.isEmpty { lines.append("") }
    for (name, fact) in zip(names, facts) {
      lines.append(Self.padded(name, widest, .leading) + "  " + Markup.cleaned(fact.value))
    }
    var figures = 0
    for section in sections {
      lines += ["", Markup.cleaned(section.title)]
      lines.append(String(repeating: "-", count: min(width, section.title.count)))
      for block in section.blocks {
        switch block {
        case .paragraph(let prose): lines += Self.wrapped(prose.plainText, width)
        case .verdict(let verdict):
          lines += Self.wrapped("[\(verdict.tone.rawValue)] \(verdict.title)", width)
          lines += Self.wrapped(verdict.detail.plainText, width)
        case .table(let table): lines += Self.lines(table, width)
        case .figure(let figure):
          figures += 1
          lines += Self.wrapped(
            "[Figure \(figures). \(figure.title)] \(figure.caption.plainText)", width)
        }
        lines.append("")
      }
    }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ table: Table, _ width: Int) -> [String] {
    let heads = table.columns.map { Markup.cleaned($0.heading) }
    let cells = table.rows.map { row in
      zip(table.columns, row).map { Markup.cleaned($0.1.text($0.0.format)) }
    }
    let widths = heads.indices.map { column in
      ([heads[column]] + cells.map { $0[column] }).map(\.count).max() ?? 0
    }
    func line(_ row: [String]) -> String {
      let padded = row.indices.map {
        Self.padded(row[$0], widths[$0], table.columns[$0].alignment)
      }
      let joined = padded.joined(separator: "  ")
      return String(joined.reversed().drop { $0 == " " }.reversed())
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return wrapped(table.caption.plainText, width) + [line(heads), rule] + cells.map(line)
  }

  private static func padded(
    _ text: String, _ width: Int, _ alignment: Table.Column.Alignment
  ) -> String {
    let missing = max(0, width - text.count)
    let before =
      switch alignment {
      case .leading: 0
      case .center: missing / 2
      case .trailing: missing
      }
    return String(repeating: " ", count: before) + text
      + String(repeating: " ", count: missing - before)
  }

  private static func wrapped(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    for word in Markup.cleaned(text).split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
