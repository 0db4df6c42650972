// Heatmap: a matrix of values as colours, such as a slice of a power spectrum.

/// A matrix of values as colours, with a colour bar.
///
/// The colours are those of viridis: even to the eye, safe for the colour-blind, and readable on
/// a light and a dark page. What is not finite, or not positive on a logarithmic scale, is left
/// blank; a NaN is a cell without a value, of which the figure says nothing. Above 512 cells a side, neighbours are averaged.
public struct Heatmap: Sendable, Hashable, Codable {
  public var x: Axis
  public var y: Axis
  /// What the colours stand for.
  public var color: Axis
  /// The values, row after row, the first row at the lowest y.
  public var values: [[Double]]
  /// Where the first column begins and the last one ends.
  public var xRange: ClosedRange<Double>
  /// Where the first row begins and the last one ends.
  public var yRange: ClosedRange<Double>

  public init(
    x: Axis, y: Axis, color: Axis, values: [[Double]], xRange: ClosedRange<Double>,
    yRange: ClosedRange<Double>
  ) {
    for row in values {
      precondition(
        row.count == values[0].count, "\(row.count) values are no row of \(values[0].count)")
    }
    (self.x, self.y, self.color, self.values) = (x, y, color, values)
    (self.xRange, self.yRange) = (xRange, yRange)
  }
}
