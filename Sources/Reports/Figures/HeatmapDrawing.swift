// Heatmap, drawn: an image of a pixel for each cell, axes around it, a colour bar beside it.

import Foundation

extension Heatmap {
  /// The most cells a side that are drawn.
  static let mostCells = 512

  func drawing(width: Double) -> Drawing {
    let cells = Self.reduced(values)
    let flat = cells.flatMap(\.self)
    // Colours run from the least to the largest value, without a margin.
    let shown = flat.filter(color.shows)
    var exact = color
    if exact.range == nil, let low = shown.min(), let high = shown.max(), low < high {
      exact.range = low...high
    }
    let scale = AxisScale(exact, over: shown)
    let ticks = scale.ticks(atMost: 6)
    let barLabels = ticks.major.map { TextWidth.of($0.label, size: Canvas.fontSize) }.max() ?? 0
    let right = 22 + 14 + 8 + barLabels + 6

    let size = min(width, 520)
    let heading = ticks.heading(of: color, width: size)
    let top = Double(heading.count) * Canvas.lineHeight + 4
    let (flatX, flatY) = (Self.linear(x, xRange), Self.linear(y, yRange))
    let frame = PlotFrame(
      x: (flatX, AxisScale(flatX, over: [])), y: (flatY, AxisScale(flatY, over: [])),
      width: size, height: max(120, size - right - 60) * shape,
      margins: .init(top: top, right: right))

    var canvas = Canvas()
    if let address = image(cells, scale) { canvas.image(address, frame.box) }
    frame.drawAxes(on: &canvas)
    let bar = Box(
      x: frame.box.right + 22, y: frame.box.y, width: 14, height: frame.box.height)
    drawBar(bar, scale, ticks, on: &canvas)
    for (row, line) in heading.enumerated() {
      let place = frame.box.y - 10 - Double(heading.count - 1 - row) * Canvas.lineHeight
      canvas.text("title", line, x: size, y: place, anchor: .end, full: color.heading)
    }
    return Drawing(
      width: size, height: frame.bottom + 4, canvas: canvas,
      notes: Drawing.omitted(flat.count { !$0.isNaN && !color.shows($0) }))
  }

  /// The height of the map for one of its width: that of the ranges, within reason.
  private var shape: Double {
    let (across, up) = (
      xRange.upperBound - xRange.lowerBound, yRange.upperBound - yRange.lowerBound
    )
    let shape = up / across
    return shape.isFinite && x.unit == y.unit ? max(0.4, min(1, shape)) : 1
  }

  private static func linear(_ axis: Axis, _ range: ClosedRange<Double>) -> Axis {
    Axis(axis.title, unit: axis.unit, range: range)
  }

  /// The means of neighbours where there are more cells than are drawn.
  private static func reduced(_ values: [[Double]]) -> [[Double]] {
    let (rows, columns) = (values.count, values.first?.count ?? 0)
    guard rows > mostCells || columns > mostCells else { return values }
    let (height, width) = (min(rows, mostCells), min(columns, mostCells))
    return (0..<height).map { row in
      let source = values[
        row * rows / height..<max(row * rows / height + 1, (row + 1) * rows / height)]
      return (0..<width).map { column in
        let first = column * columns / width
        let last = max(first + 1, (column + 1) * columns / width)
        let cells = source.flatMap { $0[first..<last] }
        return cells.reduce(0, +) / Double(cells.count)
      }
    }
  }

  private static let colorCount = 255

  /// The image's address, which holds the image.
  private func image(_ cells: [[Double]], _ scale: AxisScale) -> String? {
    guard let width = cells.first?.count, width > 0 else { return nil }
    let pixels = cells.reversed().flatMap { row in
      row.map { value -> UInt8 in
        guard color.shows(value) else { return 0 }
        let share = max(0, min(1, scale.place(value)))
        return UInt8(1 + (share * Double(Self.colorCount - 1)).rounded())
      }
    }
    return Self.address(PNG(width: width, pixels: pixels, colors: Self.colors))
  }

  private static var colors: [(red: UInt8, green: UInt8, blue: UInt8)] {
    (0..<colorCount).map { Viridis.color(Double($0) / Double(colorCount - 1)) }
  }

  private static func address(_ image: PNG) -> String? {
    (try? image.data()).map { "data:image/png;base64," + $0.base64EncodedString() }
  }

  private func drawBar(
    _ bar: Box, _ scale: AxisScale, _ ticks: Ticks, on canvas: inout Canvas
  ) {
    let pixels = (1...UInt8(Self.colorCount)).reversed().map(\.self)
    if let address = Self.address(PNG(width: 1, pixels: pixels, colors: Self.colors)) {
      canvas.image(address, bar)
    }
    for tick in ticks.major where !tick.label.isEmpty {
      let place = bar.bottom - scale.place(tick.value) * bar.height
      canvas.line("rule", bar.right, place, bar.right + 4, place)
      canvas.text("tick", tick.label, x: bar.right + 8, y: place + 4)
    }
  }
}
