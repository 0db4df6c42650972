// Drawing: a figure drawn at some width, and what had to be left out of it.

/// A figure drawn at some width.
struct Drawing {
  var width: Double
  var height: Double
  var canvas: Canvas
  /// What was left out, in sentences.
  var notes: [String] = []

  /// The widths, in pixels, at which figures are drawn for a wide and a narrow page.
  static let wide = 720.0
  static let narrow = 360.0

  init(width: Double, height: Double, canvas: Canvas, notes: [String] = []) {
    (self.width, self.height, self.canvas, self.notes) = (width, height, canvas, notes)
  }

  init(_ figure: Figure, width: Double) {
    switch figure.content {
    case .linePlot(let plot): self = plot.drawing(width: width)
    case .scatterMatrix(let matrix): self = matrix.drawing(width: width)
    case .heatmap(let map): self = map.drawing(width: width)
    case .barChart(let chart): self = chart.drawing(width: width)
    }
  }

  /// The sentence about values that have no place in the figure.
  static func omitted(_ count: Int) -> [String] {
    switch count {
    case 0: []
    case 1: ["One value could not be drawn."]
    default: ["\(NumberFormat.integer.text(Double(count))) values could not be drawn."]
    }
  }
}

extension Figure {
  /// The figure in one sentence, for those who cannot see it.
  var spokenSummary: String {
    switch content {
    case .linePlot(let plot):
      "Line plot of \(plot.y.heading) against \(plot.x.heading): "
        + plot.series.map(\.label).joined(separator: ", ")
    case .scatterMatrix(let matrix):
      "Scatter plots of all pairs of " + matrix.variables.map(\.name).joined(separator: ", ")
    case .heatmap(let map):
      "\(map.color.heading) as colours over \(map.x.heading) and \(map.y.heading)"
    case .barChart(let chart):
      "Bars of \(chart.axis.heading): "
        + chart.bars.map { "\($0.label) \(chart.format.text($0.value))" }.joined(separator: ", ")
    }
  }
}
