// LinePlot: series against an axis, with what is uncertain about them and the models behind them.

/// Series of points over two axes, linear or logarithmic.
///
/// A value that has no place on its axis (not finite, or not positive on a logarithmic axis)
/// parts the line, and the figure says how many such values there were.
public struct LinePlot: Sendable, Hashable, Codable {
  public var x: Axis
  public var y: Axis
  public var series: [Series]
  public var references: [Reference]

  public init(x: Axis, y: Axis, series: [Series], references: [Reference] = []) {
    (self.x, self.y, self.series, self.references) = (x, y, series, references)
  }

  /// A point, and the ends of its interval where it has one.
  public struct Point: Sendable, Hashable, Codable {
    public var x: Double
    public var y: Double
    public var low: Double?
    public var high: Double?

    public init(x: Double, y: Double, low: Double? = nil, high: Double? = nil) {
      (self.x, self.y, self.low, self.high) = (x, y, low, high)
    }
  }

  /// One line of the plot.
  public struct Series: Sendable, Hashable, Codable {
    public enum Role: String, Sendable, Hashable, Codable {
      /// What was measured: a strong line with markers.
      case measured
      /// What a formula says: a thin dashed line behind the measured ones.
      case model
      /// Points that no line joins.
      case points
    }

    public enum Uncertainty: String, Sendable, Hashable, Codable { case band, bars }

    public var label: String
    public var role: Role
    /// How the intervals of the points are drawn.
    public var uncertainty: Uncertainty
    /// Series of one group share a colour, as a measured curve and its model do.
    public var group: Int?
    public var points: [Point]

    public init(
      _ label: String, role: Role = .measured, uncertainty: Uncertainty = .band,
      group: Int? = nil, points: [Point]
    ) {
      (self.label, self.role, self.uncertainty) = (label, role, uncertainty)
      (self.group, self.points) = (group, points)
    }

    /// A series without intervals.
    public init(
      _ label: String, role: Role = .measured, group: Int? = nil, x: [Double], y: [Double]
    ) {
      precondition(x.count == y.count, "\(x.count) places do not go with \(y.count) values")
      let points = zip(x, y).map { place, value in Point(x: place, y: value) }
      self.init(label, role: role, group: group, points: points)
    }
  }

  /// A line at one value of an axis, such as a budget.
  public struct Reference: Sendable, Hashable, Codable {
    public enum Direction: String, Sendable, Hashable, Codable { case vertical, horizontal }

    public var direction: Direction
    public var value: Double
    public var label: String

    public init(_ direction: Direction, at value: Double, label: String) {
      (self.direction, self.value, self.label) = (direction, value, label)
    }
  }
}
