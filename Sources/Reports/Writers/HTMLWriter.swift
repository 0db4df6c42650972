// HTML: a report as one page that needs nothing else: no network, no script, no font.

extension Report {
  /// The report as one page that needs nothing else.
  ///
  /// The page holds no script and no address outside itself, and its security policy forbids
  /// both. It follows the light or dark scheme of its reader, fits 400 pixels and more, and
  /// scrolls wide tables within their own box. It is well-formed XML too.
  public func html() -> String {
    var page = Markup()
    page.element("html", ["lang": "en", "xmlns": "http://www.w3.org/1999/xhtml"]) { html in
      html.lineBreak()
      writeHead(to: &html)
      html.lineBreak()
      html.element("body") { body in
        body.element("main") { main in
          writeHeader(to: &main)
          writeSections(to: &main)
        }
      }
      html.lineBreak()
    }
    return "<!DOCTYPE html>\n" + page.text + "\n"
  }

  /// What the page may load: styles within it and images within it.
  static let securityPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    + "form-action 'none'"

  private func writeHead(to html: inout Markup) {
    html.element("head") { head in
      head.empty("meta", ["charset": "utf-8"])
      head.empty(
        "meta", ["http-equiv": "Content-Security-Policy", "content": Self.securityPolicy])
      head.empty(
        "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      head.empty("meta", ["name": "color-scheme", "content": "light dark"])
      head.empty("link", ["rel": "icon", "href": "data:,"])
      head.element("title", text: title)
      head.lineBreak()
      head.element("style") { $0.append(markup: StyleSheet.page) }
    }
  }

  private func writeHeader(to main: inout Markup) {
    main.element("header") { header in
      header.element("h1", text: title)
      if let subtitle { header.element("p", ["class": "subtitle"], text: subtitle) }
      guard !facts.isEmpty else { return }
      header.element("dl", ["class": "facts"]) { list in
        for fact in facts {
          list.element("dt", text: fact.name)
          list.element("dd", text: fact.value)
        }
      }
    }
    main.lineBreak()
  }

  private func writeSections(to main: inout Markup) {
    var (figures, tables) = (0, 0)
    for (place, section) in sections.enumerated() {
      let name = "section-\(place + 1)"
      main.element("section", ["aria-labelledby": name]) { content in
        content.element("h2", ["id": name], text: section.title)
        for block in section.blocks {
          content.lineBreak()
          switch block {
          case .paragraph(let prose): content.element("p") { prose.write(to: &$0) }
          case .verdict(let verdict): verdict.write(to: &content)
          case .table(let table):
            tables += 1
            table.write(number: tables, to: &content)
          case .figure(let figure):
            figures += 1
            figure.write(number: figures, to: &content)
          }
        }
      }
      main.lineBreak()
    }
  }
}

extension Prose {
  fileprivate func write(to markup: inout Markup) {
    for span in spans {
      switch span.style {
      case .plain: markup.write(span.text)
      case .emphasis: markup.element("em", text: span.text)
      case .strong: markup.element("strong", text: span.text)
      case .code: markup.element("code", text: span.text)
      }
    }
  }
}

extension Verdict {
  fileprivate func write(to markup: inout Markup) {
    markup.element("div", ["class": "verdict \(tone.rawValue)", "role": "note"]) { banner in
      banner.element("strong", text: title)
      if !detail.isEmpty { banner.element("p") { detail.write(to: &$0) } }
    }
  }
}

extension Table {
  fileprivate func write(number: Int, to markup: inout Markup) {
    // A box that scrolls must be reachable with the keyboard, and be named.
    let name = caption.isEmpty ? "Table \(number)" : caption.plainText
    markup.element(
      "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": name]
    ) { box in
      box.element("table") { table in
        if !caption.isEmpty {
          table.element("caption") { line in
            line.element("strong", text: "Table \(number).")
            line.write(" ")
            caption.write(to: &line)
          }
        }
        table.element("thead") { head in
          head.element("tr") { row in
            for column in columns {
              row.element(
                "th", ["scope": "col", "class": column.alignment.rawValue], text: column.heading)
            }
          }
        }
        table.element("tbody") { writeRows(to: &$0) }
      }
    }
  }

  private func writeRows(to body: inout Markup) {
    for cells in rows {
      body.element("tr") { row in
        for (place, (column, cell)) in zip(columns, cells).enumerated() {
          let text = cell.text(column.format)
          // Short texts stay on one line; a table that is too wide scrolls.
          let style = column.alignment.rawValue + (text.count > 32 ? " long" : "")
          if place == 0 {
            row.element("th", ["scope": "row", "class": style], text: text)
          } else {
            row.element("td", ["class": style], text: text)
          }
        }
      }
      body.lineBreak()
    }
  }
}

extension Figure {
  fileprivate func write(number: Int, to markup: inout Markup) {
    markup.element("figure", ["id": "figure-\(number)"]) { figure in
      figure.element("p", ["class": "figuretitle"], text: "Figure \(number). \(title)")
      let drawing = Drawing(self, width: Drawing.wide)
      // Both layouts are in the page; the style sheet shows the one that fits.
      for (name, drawing) in [
        ("wide", drawing), ("narrow", Drawing(self, width: Drawing.narrow)),
      ] {
        figure.element("div", ["class": name]) {
          write(drawing, standalone: false, to: &$0)
        }
      }
      guard !caption.isEmpty || !drawing.notes.isEmpty else { return }
      figure.element("figcaption") { line in
        caption.write(to: &line)
        for note in drawing.notes { line.write(" " + note) }
      }
    }
  }
}
