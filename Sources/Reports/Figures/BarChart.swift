// BarChart: one horizontal bar for each name, with its interval.

/// One horizontal bar for each name, with its interval.
///
/// On a logarithmic axis, where a bar would begin nowhere, the values are dots.
public struct BarChart: Sendable, Hashable, Codable {
  public var axis: Axis
  public var bars: [Bar]
  /// Values marked across all bars, such as that of the random design.
  public var references: [Reference]
  public var format: NumberFormat

  public init(
    axis: Axis, bars: [Bar], references: [Reference] = [], format: NumberFormat = .significant(3)
  ) {
    (self.axis, self.bars, self.references, self.format) = (axis, bars, references, format)
  }

  public struct Bar: Sendable, Hashable, Codable {
    public var label: String
    public var value: Double
    public var low: Double?
    public var high: Double?

    public init(_ label: String, _ value: Double, low: Double? = nil, high: Double? = nil) {
      (self.label, self.value, self.low, self.high) = (label, value, low, high)
    }
  }

  public struct Reference: Sendable, Hashable, Codable {
    public var value: Double
    public var label: String

    public init(at value: Double, label: String) { (self.value, self.label) = (value, label) }
  }
}
