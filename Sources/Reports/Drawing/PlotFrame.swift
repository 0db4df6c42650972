// PlotFrame: two axes with ticks, grid and titles, around the box of a plot.

/// Two axes around the box in which a plot is drawn.
///
/// The title of y stands above the box, where it is read without turning one's head.
struct PlotFrame {
  let xAxis: HorizontalAxis
  let yScale: AxisScale
  let box: Box
  private let yAxis: Axis
  private let yTicks: Ticks
  private let heading: [String]

  /// Room around the box.
  struct Margins {
    var top = 0.0
    var right = 22.0
  }

  /// `height`: that of the box; `width`: that of the whole figure.
  init(
    x: (axis: Axis, scale: AxisScale), y: (axis: Axis, scale: AxisScale), width: Double,
    height: Double, margins: Margins = Margins()
  ) {
    (yAxis, yScale) = (y.axis, y.scale)
    yTicks = yScale.ticks(atMost: Int(height / 40))
    heading = yTicks.heading(of: y.axis, width: width)
    let labels = yTicks.major.map { TextWidth.of($0.label, size: Canvas.fontSize) }
    let left = (labels.max() ?? 0) + 10
    let top = Double(heading.count) * Canvas.lineHeight + margins.top + 8
    box = Box(x: left, y: top, width: width - left - margins.right, height: height)
    xAxis = HorizontalAxis(x.axis, scale: x.scale, box: box, width: width)
  }

  func place(x value: Double) -> Double { xAxis.place(value) }

  func place(y value: Double) -> Double { box.bottom - yScale.place(value) * box.height }

  /// Where what stands below the frame begins.
  var bottom: Double { xAxis.bottom }

  /// The lines behind the data.
  func drawGrid(on canvas: inout Canvas) {
    for tick in yTicks.major {
      canvas.line("grid", box.x, place(y: tick.value), box.right, place(y: tick.value))
    }
    xAxis.drawGrid(on: &canvas)
  }

  /// The axes with their ticks, labels and titles.
  func drawAxes(on canvas: inout Canvas) {
    xAxis.draw(on: &canvas)
    canvas.line("rule", box.x, box.y, box.x, box.bottom)
    for (values, length) in [(yTicks.major.map(\.value), 4.0), (yTicks.minor, 2.5)] {
      for value in values {
        canvas.line("rule", box.x - length, place(y: value), box.x, place(y: value))
      }
    }
    for tick in yTicks.major where !tick.label.isEmpty {
      canvas.text("tick", tick.label, x: box.x - 7, y: place(y: tick.value) + 4, anchor: .end)
    }
    for (row, line) in heading.enumerated() {
      let place = Double(row + 1) * Canvas.lineHeight - 3
      canvas.text("title", line, x: 0, y: place, full: yAxis.heading)
    }
  }
}
