// HorizontalAxis: ticks, labels and title below the box of a plot.

/// The axis below the box of a plot.
struct HorizontalAxis {
  let axis: Axis
  let scale: AxisScale
  let box: Box
  let ticks: Ticks
  private let width: Double

  /// `width`: that of the whole figure, which no label leaves.
  init(_ axis: Axis, scale: AxisScale, box: Box, width: Double) {
    (self.axis, self.scale, self.box, self.width) = (axis, scale, box, width)
    ticks = Self.fitting(scale, box: box, within: width)
  }

  /// As many ticks as have labels that stand apart.
  private static func fitting(_ scale: AxisScale, box: Box, within width: Double) -> Ticks {
    var count = max(2, Int(box.width / 55))
    while true {
      let ticks = scale.ticks(atMost: count)
      let spans = ticks.major.filter { !$0.label.isEmpty }.map { tick in
        span(of: tick, at: box.x + scale.place(tick.value) * box.width, within: width)
      }
      let standApart = zip(spans, spans.dropFirst()).allSatisfy { left, right in
        left.upperBound + 8 <= right.lowerBound
      }
      if standApart || count <= 2 { return ticks }
      count -= 1
    }
  }

  /// From where to where a label reaches: around its tick, but within the figure.
  private static func span(
    of tick: Ticks.Tick, at place: Double, within width: Double
  ) -> ClosedRange<Double> {
    let half = TextWidth.of(tick.label, size: Canvas.fontSize) / 2
    let middle = max(half, min(width - half, place))
    return (middle - half)...(middle + half)
  }

  func place(_ value: Double) -> Double { box.x + scale.place(value) * box.width }

  private var heading: [String] { ticks.heading(of: axis, width: box.width) }

  /// Where what stands below the axis begins.
  var bottom: Double { box.bottom + 24 + Double(heading.count) * Canvas.lineHeight }

  func drawGrid(on canvas: inout Canvas) {
    for tick in ticks.major {
      canvas.line("grid", place(tick.value), box.y, place(tick.value), box.bottom)
    }
  }

  func draw(on canvas: inout Canvas) {
    canvas.line("rule", box.x, box.bottom, box.right, box.bottom)
    for (values, length) in [(ticks.major.map(\.value), 4.0), (ticks.minor, 2.5)] {
      for value in values {
        canvas.line("rule", place(value), box.bottom, place(value), box.bottom + length)
      }
    }
    for tick in ticks.major where !tick.label.isEmpty {
      let span = Self.span(of: tick, at: place(tick.value), within: width)
      let middle = (span.lowerBound + span.upperBound) / 2
      canvas.text("tick", tick.label, x: middle, y: box.bottom + 18, anchor: .middle)
    }
    for (row, line) in heading.enumerated() {
      let place = box.bottom + 20 + Double(row + 1) * Canvas.lineHeight
      canvas.text(
        "title", line, x: box.x + box.width / 2, y: place, anchor: .middle, full: axis.heading)
    }
  }
}

extension Ticks {
  /// The title of an axis with these ticks, in at most three lines.
  func heading(of axis: Axis, width: Double) -> [String] {
    let factor = exponent == 0 ? "" : " (×\(NumberFormat.powerOfTen(exponent)))"
    let lines = TextWidth.lines(axis.heading + factor, within: width, size: Canvas.titleSize)
    return Array(lines.prefix(3))
  }
}
