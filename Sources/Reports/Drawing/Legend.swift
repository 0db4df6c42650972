// Legend: what each line of a plot is, in rows below it, where it covers nothing.

/// Samples of lines with their names, in rows.
struct Legend {
  /// One name, and how its line looks.
  struct Entry {
    var label: String
    /// The classes of the line, or nothing for points alone.
    var line: String?
    /// The classes and the shape of the marker.
    var marker: (style: String, shape: Marker)?
  }

  private static let sample = 26.0
  private static let gap = 22.0
  private let rows: [[(entry: Entry, x: Double, label: String)]]

  init(_ entries: [Entry], width: Double) {
    var rows: [[(entry: Entry, x: Double, label: String)]] = []
    var used = Double.infinity
    for entry in entries {
      let room = width - Self.sample - 8
      let label = TextWidth.fitted(entry.label, within: room, size: Canvas.fontSize)
      let needed = Self.sample + 7 + TextWidth.of(label, size: Canvas.fontSize)
      if used + needed > width {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append((entry, used, label))
      used += needed + Self.gap
    }
    self.rows = rows
  }

  var height: Double { rows.isEmpty ? 0 : Double(rows.count) * 20 + 8 }

  func draw(on canvas: inout Canvas, x left: Double, y top: Double) {
    for (row, items) in rows.enumerated() {
      let middle = top + 8 + Double(row) * 20 + 6
      for item in items {
        let start = left + item.x
        if let line = item.entry.line {
          canvas.line(line, start, middle, start + Self.sample, middle)
        }
        if let marker = item.entry.marker {
          canvas.path(marker.style, marker.shape.path(start + Self.sample / 2, middle))
        }
        canvas.text(
          "label", item.label, x: start + Self.sample + 7, y: middle + 4, full: item.entry.label)
      }
    }
  }
}
