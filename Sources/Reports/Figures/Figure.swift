// Figure: a picture as a value: what it shows, its title and its caption.

/// A picture with a title and a caption.
public struct Figure: Sendable, Hashable {
  public enum Content: Sendable, Hashable {
    case linePlot(LinePlot)
    case scatterMatrix(ScatterMatrix)
    case heatmap(Heatmap)
    case barChart(BarChart)
  }

  public var title: String
  public var caption: Prose
  public var content: Content

  public init(_ title: String, caption: Prose = "", _ content: Content) {
    (self.title, self.caption, self.content) = (title, caption, content)
  }
}

/// JSON: the fields of the picture under `"content"`, and which kind it is.
extension Figure: Codable {
  private enum Picture: String, Codable { case linePlot, scatterMatrix, heatmap, barChart }
  private enum Key: String, CodingKey { case title, caption, picture, content }

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    let content: Content =
      switch try fields.decode(Picture.self, forKey: .picture) {
      case .linePlot: .linePlot(try fields.decode(LinePlot.self, forKey: .content))
      case .scatterMatrix: .scatterMatrix(try fields.decode(ScatterMatrix.self, forKey: .content))
      case .heatmap: .heatmap(try fields.decode(Heatmap.self, forKey: .content))
      case .barChart: .barChart(try fields.decode(BarChart.self, forKey: .content))
      }
    self.init(
      try fields.decode(String.self, forKey: .title),
      caption: try fields.decode(Prose.self, forKey: .caption), content)
  }

  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encode(title, forKey: .title)
    try fields.encode(caption, forKey: .caption)
    switch content {
    case .linePlot(let plot):
      try fields.encode(Picture.linePlot, forKey: .picture)
      try fields.encode(plot, forKey: .content)
    case .scatterMatrix(let matrix):
      try fields.encode(Picture.scatterMatrix, forKey: .picture)
      try fields.encode(matrix, forKey: .content)
    case .heatmap(let map):
      try fields.encode(Picture.heatmap, forKey: .picture)
      try fields.encode(map, forKey: .content)
    case .barChart(let chart):
      try fields.encode(Picture.barChart, forKey: .picture)
      try fields.encode(chart, forKey: .content)
    }
  }
}
