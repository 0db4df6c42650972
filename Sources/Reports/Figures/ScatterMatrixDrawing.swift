// ScatterMatrix, drawn: scatter below the diagonal, histograms on it, correlations above it.

import Foundation

extension ScatterMatrix {
  private static let gap = 5.0
  /// The most points of a panel, and the most dots of a figure.
  private static let (mostPoints, mostDots) = (2000, 24_000)

  func drawing(width: Double) -> Drawing {
    let shown = Array(variables.prefix(Self.shownVariables))
    guard !shown.isEmpty, let total = shown.first?.values.count else {
      return Drawing(width: width, height: 20, canvas: Canvas(), notes: ["There are no points."])
    }
    let grid = Grid(shown, width: width)
    let panels = max(1, shown.count * (shown.count - 1) / 2)
    // More dots than a panel has room for would be a plain square.
    let room = max(100, Int(grid.size * grid.size / 5))
    let points = Self.scattered(total, atMost: min(Self.mostPoints, Self.mostDots / panels, room))
    var canvas = Canvas()
    for row in shown.indices {
      for column in shown.indices {
        let panel = grid.panel(row, column)
        if row > column {
          canvas.rectangle("panel", panel)
          grid.drawDots(points, row, column, on: &canvas)
        } else if row == column {
          canvas.rectangle("panel", panel)
          grid.drawHistogram(row, on: &canvas)
        } else {
          grid.drawCorrelation(row, column, on: &canvas)
        }
      }
    }
    let bottom = grid.drawNames(on: &canvas)
    return Drawing(
      width: width, height: bottom, canvas: canvas, notes: notes(total, shown: points.count))
  }

  private func notes(_ total: Int, shown points: Int) -> [String] {
    var notes: [String] = []
    if variables.count > Self.shownVariables {
      notes.append("The first \(Self.shownVariables) of \(variables.count) variables are shown.")
    }
    if points < total {
      let count = NumberFormat.integer.text(Double(total))
      notes.append("Some of the \(count) points are drawn; histograms and correlations use all.")
    }
    let omitted = variables.prefix(Self.shownVariables).flatMap(\.values).count { !$0.isFinite }
    return notes + Drawing.omitted(omitted)
  }

  /// Some of `count` places, spread evenly but not at equal steps, which a grid would alias with.
  private static func scattered(_ count: Int, atMost limit: Int) -> [Int] {
    guard count > limit else { return Array(0..<count) }
    let golden = 0.618_033_988_749_894_8
    let share = Double(limit) / Double(count)
    let chosen = (0..<count).filter {
      (Double($0) * golden).truncatingRemainder(dividingBy: 1) < share
    }
    return Array(chosen.prefix(limit))
  }

  /// The panels of the variables, one column and one row each.
  private struct Grid {
    let variables: [Variable]
    let scales: [AxisScale]
    let left: Double
    let size: Double
    let width: Double

    init(_ variables: [Variable], width: Double) {
      (self.variables, self.width) = (variables, width)
      scales = variables.map { AxisScale(Axis($0.name, range: $0.range), over: $0.values) }
      let names = variables.map { TextWidth.of($0.name, size: Canvas.fontSize) }
      left = min(names.max() ?? 0, width * 0.18) + 8
      let count = Double(variables.count)
      size = min(220, (width - left - 2 - (count - 1) * ScatterMatrix.gap) / count)
    }

    func panel(_ row: Int, _ column: Int) -> Box {
      let step = size + ScatterMatrix.gap
      return Box(
        x: left + Double(column) * step, y: 1 + Double(row) * step, width: size, height: size)
    }

    /// A place within a panel, a little inside its edges.
    private func inside(_ share: Double) -> Double { 3 + share * (size - 6) }

    func drawDots(_ points: [Int], _ row: Int, _ column: Int, on canvas: inout Canvas) {
      let box = panel(row, column)
      let path = points.compactMap { point -> String? in
        let (x, y) = (variables[column].values[point], variables[row].values[point])
        guard x.isFinite, y.isFinite else { return nil }
        let (across, up) = (scales[column].place(x), scales[row].place(y))
        guard (0...1).contains(across), (0...1).contains(up) else { return nil }
        return "M" + Canvas.place(box.x + inside(across), box.bottom - inside(up)) + "h0"
      }.joined()
      let weight =
        points.count > 600 || size < 70 ? "fine" : points.count > 150 ? "middling" : "bold"
      if !path.isEmpty { canvas.path("c0 dots \(weight)", path) }
    }

    func drawHistogram(_ index: Int, on canvas: inout Canvas) {
      let box = panel(index, index)
      let values = variables[index].values.filter(\.isFinite)
      let bins = max(5, min(Int(size / 5), Int(Double(values.count).squareRoot())))
      var counts = [Int](repeating: 0, count: bins)
      for value in values {
        let share = scales[index].place(value)
        guard (0...1).contains(share) else { continue }
        counts[min(bins - 1, Int(share * Double(bins)))] += 1
      }
      let highest = Double(max(1, counts.max() ?? 1))
      let step = (size - 6) / Double(bins)
      let path = counts.enumerated().filter { $0.element > 0 }.map { bin, count in
        let height = (size - 10) * Double(count) / highest
        let x = box.x + 3 + Double(bin) * step + 0.5
        return "M\(Canvas.place(x, box.bottom - 1))v\(Canvas.number(-height))"
          + "h\(Canvas.number(step - 1))v\(Canvas.number(height))Z"
      }.joined()
      if !path.isEmpty { canvas.path("c0 solid", path) }
    }

    func drawCorrelation(_ row: Int, _ column: Int, on canvas: inout Canvas) {
      guard size >= 42 else { return }
      let box = panel(row, column)
      let pairs = zip(variables[row].values, variables[column].values)
      let label = ScatterMatrix.correlation(Array(pairs)).map { NumberFormat.fixed($0, digits: 2) }
      canvas.text(
        "tick", label ?? "–", x: box.x + size / 2, y: box.y + size / 2 + 4, anchor: .middle)
    }

    /// The names at the left and below, with the ends of the axes where there is room; the result
    /// is where they end.
    func drawNames(on canvas: inout Canvas) -> Double {
      let bottom = panel(variables.count - 1, 0).bottom
      let hasEnds = scales.allSatisfy { fitsEnds($0.range) }
      let place = bottom + (hasEnds ? 33 : 16)
      for (index, variable) in variables.enumerated() {
        let box = panel(index, index)
        let side = TextWidth.fitted(variable.name, within: left - 6, size: Canvas.fontSize)
        canvas.text(
          "label", side, x: left - 6, y: box.y + size / 2 + 4, anchor: .end, full: variable.name)
        if hasEnds {
          let ends = Self.ends(scales[index].range)
          canvas.text("tick", ends[0], x: box.x + 2, y: bottom + 16)
          canvas.text("tick", ends[1], x: box.right - 2, y: bottom + 16, anchor: .end)
        }
        let below = TextWidth.fitted(variable.name, within: size, size: Canvas.fontSize)
        canvas.text(
          "label", below, x: box.x + size / 2, y: place, anchor: .middle, full: variable.name)
      }
      return place + 6
    }

    private static func ends(_ range: ClosedRange<Double>) -> [String] {
      [range.lowerBound, range.upperBound].map { end in
        end == end.rounded() && abs(end) < 1e4
          ? NumberFormat.integer.text(end) : NumberFormat.significant(2).text(end)
      }
    }

    private func fitsEnds(_ range: ClosedRange<Double>) -> Bool {
      Self.ends(range).map { TextWidth.of($0, size: Canvas.fontSize) }.reduce(14, +) <= size
    }
  }

  /// The correlation of two variables over the points where both are finite.
  private static func correlation(_ pairs: [(Double, Double)]) -> Double? {
    let finite = pairs.filter { $0.0.isFinite && $0.1.isFinite }
    let count = Double(finite.count)
    guard count > 1 else { return nil }
    let meanX = finite.reduce(0) { $0 + $1.0 / count }
    let meanY = finite.reduce(0) { $0 + $1.1 / count }
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for (x, y) in finite {
      xx += (x - meanX) * (x - meanX)
      yy += (y - meanY) * (y - meanY)
      xy += (x - meanX) * (y - meanY)
    }
    let result = xy / (xx * yy).squareRoot()
    return result.isFinite ? result : nil
  }
}
