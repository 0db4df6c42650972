// ReferenceLabels: the names of vertical lines, above the plot, in as many rows as they need.

/// The names of the vertical reference lines of a plot.
struct ReferenceLabels {
  private let labels: [(value: Double, label: String)]
  private let width: Double

  init(_ plot: LinePlot, width: Double) {
    self.init(
      plot.references.filter { $0.direction == .vertical && plot.x.shows($0.value) }
        .map { ($0.value, $0.label) },
      width: width)
  }

  init(_ references: [(value: Double, label: String)], width: Double) {
    labels = references.sorted { $0.value < $1.value }.map { reference in
      let label = TextWidth.fitted(reference.label, within: width / 2, size: Canvas.fontSize)
      return (reference.value, label)
    }
    self.width = width
  }

  /// One row for each label: where the lines are is known only when the frame is.
  var height: Double { Double(labels.count) * Canvas.lineHeight }

  func draw(_ frame: PlotFrame, on canvas: inout Canvas) {
    draw(above: frame.box.y, on: &canvas) { value in
      (0...1).contains(frame.xAxis.scale.place(value)) ? frame.place(x: value) : nil
    }
  }

  func draw(above top: Double, on canvas: inout Canvas, place: (Double) -> Double?) {
    for (row, label) in labels.enumerated() {
      guard let place = place(label.value) else { continue }
      let half = TextWidth.of(label.label, size: Canvas.fontSize) / 2
      let middle = max(half, min(width - half, place))
      let bottom = top - 9 - Double(labels.count - 1 - row) * Canvas.lineHeight
      canvas.text("label", label.label, x: middle, y: bottom, anchor: .middle)
      if row < labels.count - 1 { canvas.line("leader", place, bottom + 3, place, top - 6) }
    }
  }
}
