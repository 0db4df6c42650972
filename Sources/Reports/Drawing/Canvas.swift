// Canvas: shapes and texts at places, as SVG.

/// A rectangle; y grows downwards.
struct Box: Hashable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var right: Double { x + width }
  var bottom: Double { y + height }
}

/// Shapes and texts of a figure; classes, not colours, so that a page's scheme decides.
struct Canvas {
  enum Anchor: String { case start, middle, end }

  static let fontSize = 12.0
  /// Titles are as high as other texts, but bold, and so wider.
  static let titleSize = 13.5
  static let lineHeight = 16.0

  private(set) var markup = Markup()

  mutating func line(_ style: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
    path(style, "M\(Self.place(x1, y1))L\(Self.place(x2, y2))")
  }

  mutating func path(_ style: String, _ description: String) {
    markup.empty("path", ["class": style, "d": description])
  }

  mutating func rectangle(_ style: String, _ box: Box) {
    markup.empty(
      "rect",
      [
        "class": style, "x": Self.number(box.x), "y": Self.number(box.y),
        "width": Self.number(max(0, box.width)), "height": Self.number(max(0, box.height)),
      ])
  }

  /// A text on one line; `full` is what a shortened text stands for.
  mutating func text(
    _ style: String, _ content: String, x: Double, y: Double, anchor: Anchor = .start,
    full: String? = nil
  ) {
    markup.element(
      "text",
      [
        "class": style, "x": Self.number(x), "y": Self.number(y), "text-anchor": anchor.rawValue,
      ]
    ) { element in
      if let full, full != content { element.element("title", text: full) }
      element.write(content)
    }
  }

  mutating func image(_ address: String, _ box: Box) {
    markup.empty(
      "image",
      [
        "class": "pixels", "x": Self.number(box.x), "y": Self.number(box.y),
        "width": Self.number(box.width), "height": Self.number(box.height),
        "preserveAspectRatio": "none", "href": address,
      ])
  }

  /// Shapes of which only the part within the box is seen.
  mutating func clipped(to box: Box, _ content: (inout Canvas) -> Void) {
    var inner = Canvas()
    content(&inner)
    let (x, y) = (Self.number(box.x), Self.number(box.y))
    let (width, height) = (Self.number(box.width), Self.number(box.height))
    markup.element(
      "svg",
      [
        "x": x, "y": y, "width": width, "height": height, "viewBox": "\(x) \(y) \(width) \(height)",
        "overflow": "hidden",
      ]
    ) { $0.append(markup: inner.markup.text) }
    markup.lineBreak()
  }

  static func place(_ x: Double, _ y: Double) -> String { number(x) + " " + number(y) }

  /// A length to a tenth of a pixel.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let tenths = Int((max(-1e6, min(1e6, value)) * 10).rounded())
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
  }
}
