// LinePlot, drawn: models behind, then bands, lines, markers; references named above and below.

extension LinePlot {
  /// How a series looks: its colour, and which of the dashes of its colour.
  struct Look {
    var color: Int
    var dash: Int
    /// How far the series stands beside its place, in pixels, so that bars can be told apart.
    var shift = 0.0

    var line: String { "c\(color) curve" }
    var model: String { "c\(color) model d\(dash)" }
    var band: String { "c\(color) band" }
    var marker: String { "c\(color) mark" }
    var shape: Marker { Marker.of(color) }
  }

  /// Colours in order of appearance, one for each group and each series without a group.
  func looks() -> [Look] {
    var colors: [Int: Int] = [:]
    var models: [Int: Int] = [:]
    var next = 0
    return series.map { series in
      let color = series.group.flatMap { colors[$0] } ?? next
      if color == next { next += 1 }
      if let group = series.group { colors[group] = color }
      let shown = color % Palette.light.series.count
      guard series.role == .model else { return Look(color: shown, dash: 0) }
      defer { models[color, default: 0] += 1 }
      return Look(color: shown, dash: models[color, default: 0] % 3)
    }
  }

  /// Series with bars a few pixels apart, around their place.
  private func besideEachOther(_ looks: [Look], gap: Double) -> [Look] {
    let barred = series.indices.filter { place in
      series[place].uncertainty == .bars && series[place].points.contains { $0.low != nil }
    }
    var moved = looks
    for (rank, place) in barred.enumerated() {
      moved[place].shift = (Double(rank) - Double(barred.count - 1) / 2) * gap
    }
    return moved
  }

  func drawing(width: Double) -> Drawing {
    let above = ReferenceLabels(self, width: width)
    let frame = frame(width: width, top: above.height)
    let looks = besideEachOther(looks(), gap: width >= 600 ? 4 : 3)
    let legend = Legend(entries(looks), width: width)
    var canvas = Canvas()
    frame.drawGrid(on: &canvas)
    let edge = 5.0
    let visible = Box(
      x: frame.box.x, y: frame.box.y - edge, width: frame.box.width + edge,
      height: frame.box.height + edge)
    canvas.clipped(to: visible) { drawSeries(looks, frame, on: &$0) }
    drawReferences(frame, on: &canvas)
    frame.drawAxes(on: &canvas)
    above.draw(frame, on: &canvas)
    legend.draw(on: &canvas, x: 0, y: frame.bottom)
    let omitted = series.flatMap(\.points).count { !x.shows($0.x) || !y.shows($0.y) }
    return Drawing(
      width: width, height: frame.bottom + legend.height + 4, canvas: canvas,
      notes: Drawing.omitted(omitted))
  }

  private func frame(width: Double, top: Double) -> PlotFrame {
    let points = series.flatMap(\.points).filter { x.shows($0.x) && y.shows($0.y) }
    // A reference belongs into the picture, or a reader misses that it is far away.
    let vertical = references.filter { $0.direction == .vertical }.map(\.value)
    let horizontal = references.filter { $0.direction == .horizontal }.map(\.value)
    let heights = points.flatMap { [$0.y, $0.low ?? $0.y, $0.high ?? $0.y] }
    return PlotFrame(
      x: (x, AxisScale(x, over: points.map(\.x) + vertical)),
      y: (y, AxisScale(y, over: heights + horizontal)),
      width: width, height: width >= 600 ? 320 : 250, margins: .init(top: top))
  }

  private func entries(_ looks: [Look]) -> [Legend.Entry] {
    let horizontal = references.filter { $0.direction == .horizontal }
    return zip(series, looks).map { series, look in
      switch series.role {
      case .model: Legend.Entry(label: series.label, line: look.model, marker: nil)
      case .measured:
        Legend.Entry(label: series.label, line: look.line, marker: (look.marker, look.shape))
      case .points:
        Legend.Entry(label: series.label, line: nil, marker: (look.marker, look.shape))
      }
    }
      + horizontal.enumerated().map { place, reference in
        Legend.Entry(label: reference.label, line: "reference r\(place % 3)", marker: nil)
      }
  }

  private func drawSeries(_ looks: [Look], _ frame: PlotFrame, on canvas: inout Canvas) {
    let all = Array(zip(series, looks))
    let models = all.filter { $0.0.role == .model }
    let measured = all.filter { $0.0.role != .model }
    for (series, look) in all where series.uncertainty == .band {
      drawBand(series, look, frame, on: &canvas)
    }
    for (series, look) in models + measured {
      if series.role != .points {
        let style = series.role == .model ? look.model : look.line
        let path = runs(of: series).map { Self.polyline($0, look, frame) }.joined()
        if !path.isEmpty { canvas.path(style, path) }
      }
      if series.uncertainty == .bars { drawBars(series, look, frame, on: &canvas) }
    }
    for (series, look) in measured { drawMarkers(series, look, frame, on: &canvas) }
  }

  /// The points between those that have no place on the axes.
  private func runs(of series: Series) -> [[Point]] {
    series.points.split { !x.shows($0.x) || !y.shows($0.y) }.map(Array.init)
  }

  private static func polyline(_ points: [Point], _ look: Look, _ frame: PlotFrame) -> String {
    guard points.count > 1 else { return "" }
    return "M"
      + points.map { Canvas.place(frame.place(x: $0.x) + look.shift, frame.place(y: $0.y)) }
      .joined(separator: "L")
  }

  /// The interval of a point with both ends on the axis; the lower end of the axis stands in for
  /// an end below zero on a logarithmic axis.
  private func interval(_ point: Point, _ frame: PlotFrame) -> (low: Double, high: Double)? {
    guard x.shows(point.x), let low = point.low, let high = point.high, y.shows(high),
      !low.isNaN
    else { return nil }
    return (y.shows(low) ? low : frame.yScale.range.lowerBound, high)
  }

  private func drawBand(
    _ series: Series, _ look: Look, _ frame: PlotFrame, on canvas: inout Canvas
  ) {
    for run in runs(of: series) {
      let ends = run.compactMap { point in
        interval(point, frame).map { (x: frame.place(x: point.x), low: $0.low, high: $0.high) }
      }
      guard ends.count > 1 else { continue }
      let upper = ends.map { Canvas.place($0.x, frame.place(y: $0.high)) }
      let lower = ends.reversed().map { Canvas.place($0.x, frame.place(y: $0.low)) }
      canvas.path(look.band, "M" + (upper + lower).joined(separator: "L") + "Z")
    }
  }

  private func drawBars(
    _ series: Series, _ look: Look, _ frame: PlotFrame, on canvas: inout Canvas
  ) {
    let bars = series.points.compactMap { point in
      interval(point, frame).map {
        (x: frame.place(x: point.x) + look.shift, low: $0.low, high: $0.high)
      }
    }
    let paths = bars.map { bar in
      let (low, high) = (frame.place(y: bar.low), frame.place(y: bar.high))
      let caps = [low, high].map { Canvas.place(bar.x - 3.5, $0) + "h7" }.joined(separator: "M")
      return "M" + Canvas.place(bar.x, low) + "V" + Canvas.number(high) + "M" + caps
    }
    if !paths.isEmpty { canvas.path("c\(look.color) bar", paths.joined()) }
  }

  /// All markers of a short series; of a long one some, evenly, to tell the line apart.
  private func drawMarkers(
    _ series: Series, _ look: Look, _ frame: PlotFrame, on canvas: inout Canvas
  ) {
    let shown = series.points.filter { x.shows($0.x) && y.shows($0.y) }
    let every = series.role == .points || shown.count <= 24 ? 1 : (shown.count + 11) / 12
    // Series start with different points, so that markers of close lines do not coincide.
    let chosen = stride(from: every == 1 ? 0 : look.color % every, to: shown.count, by: every)
    let path = chosen.map { place in
      look.shape.path(frame.place(x: shown[place].x) + look.shift, frame.place(y: shown[place].y))
    }.joined()
    if !path.isEmpty { canvas.path(look.marker, path) }
  }

  private func drawReferences(_ frame: PlotFrame, on canvas: inout Canvas) {
    var horizontal = 0
    for reference in references {
      switch reference.direction {
      case .vertical:
        guard x.shows(reference.value), (0...1).contains(frame.xAxis.scale.place(reference.value))
        else {
          continue
        }
        let place = frame.place(x: reference.value)
        canvas.line("reference", place, frame.box.y - 6, place, frame.box.bottom)
      case .horizontal:
        defer { horizontal += 1 }
        guard y.shows(reference.value), (0...1).contains(frame.yScale.place(reference.value)) else {
          continue
        }
        let place = frame.place(y: reference.value)
        canvas.line("reference r\(horizontal % 3)", frame.box.x, place, frame.box.right, place)
      }
    }
  }
}
