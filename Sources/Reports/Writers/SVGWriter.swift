// SVG: one figure as a file of its own, or as part of a page.

extension Figure {
  /// The figure as an SVG file that follows the light or dark scheme of its reader.
  ///
  /// `width`: in pixels; the texts keep their size, so a narrow figure is laid out anew.
  public func svg(width: Double = 720) -> String {
    var markup = Markup()
    write(Drawing(self, width: max(240, min(4000, width))), standalone: true, to: &markup)
    return markup.text + "\n"
  }

  /// `standalone`: whether the element brings its own colours and name space.
  func write(_ drawing: Drawing, standalone: Bool, to markup: inout Markup) {
    let (width, height) = (Canvas.number(drawing.width), Canvas.number(drawing.height))
    markup.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "drawing", "role": "img",
        "aria-label": "\(title). \(spokenSummary)", "width": width, "height": height,
        "viewBox": "0 0 \(width) \(height)",
      ]
    ) { svg in
      if standalone {
        svg.element("title", text: title)
        let notes = ([caption.plainText] + drawing.notes).filter { !$0.isEmpty }
        svg.element("desc", text: notes.joined(separator: " "))
        svg.element("style") { $0.append(markup: StyleSheet.figureFile) }
        svg.empty("rect", ["class": "paper", "width": width, "height": height])
      }
      svg.lineBreak()
      svg.append(markup: drawing.canvas.markup.text)
    }
  }
}
