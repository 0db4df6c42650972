// BarChart, drawn: names at the left, values at the right, bars or dots between.

extension BarChart {
  private static let row = 26.0

  func drawing(width: Double) -> Drawing {
    let size = Canvas.fontSize
    let shown = bars.filter { axis.shows($0.value) }
    let names = bars.map { TextWidth.fitted($0.label, within: width * 0.36, size: size) }
    let values = bars.map { format.text($0.value) }
    let left = (names.map { TextWidth.of($0, size: size) }.max() ?? 0) + 10
    let right = (values.map { TextWidth.of($0, size: size) }.max() ?? 0) + 14
    let ends = shown.flatMap { [$0.value, $0.low ?? $0.value, $0.high ?? $0.value] }
    // Bars begin at zero.
    let start: [Double] = axis.scale == .linear ? [0] : []
    let scale = AxisScale(axis, over: ends + references.map(\.value) + start)
    let labels = ReferenceLabels(references.map { ($0.value, $0.label) }, width: width)
    let box = Box(
      x: left, y: labels.height + 8, width: max(40, width - left - right),
      height: Double(bars.count) * Self.row + 6)

    var canvas = Canvas()
    let ruler = HorizontalAxis(axis, scale: scale, box: box, width: width)
    ruler.drawGrid(on: &canvas)
    ruler.draw(on: &canvas)
    let area = Area(box: box, scale: scale)
    for (row, bar) in bars.enumerated() {
      let middle = box.y + (Double(row) + 0.5) * Self.row + 3
      canvas.text(
        "label", names[row], x: left - 10, y: middle + 4, anchor: .end, full: bar.label)
      canvas.text("tick", values[row], x: width, y: middle + 4, anchor: .end)
      if axis.shows(bar.value) { area.draw(bar, at: middle, on: &canvas) }
    }
    for reference in references where area.holds(reference.value) {
      let place = area.place(reference.value)
      canvas.line("reference", place, box.y - 6, place, box.bottom)
    }
    labels.draw(above: box.y, on: &canvas) { area.holds($0) ? area.place($0) : nil }
    canvas.line("rule", box.x, box.y, box.x, box.bottom)
    return Drawing(
      width: width, height: ruler.bottom, canvas: canvas,
      notes: Drawing.omitted(bars.count - shown.count))
  }

  /// The box of the bars and its axis.
  private struct Area {
    let box: Box
    let scale: AxisScale

    func place(_ value: Double) -> Double { box.x + scale.place(value) * box.width }

    func holds(_ value: Double) -> Bool {
      value.isFinite && (scale.scale == .linear || value > 0)
        && (0...1).contains(scale.place(value))
    }

    func draw(_ bar: Bar, at middle: Double, on canvas: inout Canvas) {
      func clamped(_ value: Double) -> Double { max(box.x, min(box.right, place(value))) }
      let end = clamped(bar.value)
      if scale.scale == .linear {
        let zero = clamped(0)
        let body = Box(x: min(zero, end), y: middle - 8, width: abs(end - zero), height: 16)
        canvas.rectangle("c0 solid", body)
      } else {
        canvas.path("c0 mark", Marker.circle.path(end, middle, radius: 4.5))
      }
      guard let low = bar.low, let high = bar.high, holds(high) || high.isFinite, !low.isNaN
      else { return }
      let from = scale.scale == .log && low <= 0 ? box.x : clamped(low)
      let path =
        "M\(Canvas.place(from, middle))H\(Canvas.number(clamped(high)))"
        + "M\(Canvas.place(from, middle - 4))v8M\(Canvas.place(clamped(high), middle - 4))v8"
      canvas.path("whisker", path)
    }
  }
}
