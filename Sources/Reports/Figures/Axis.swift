// Axis: the title, unit and scale of one direction of a figure.

/// One direction of a figure: its title, unit, scale, and range where that is not the data's.
public struct Axis: Sendable, Hashable, Codable {
  public enum Scale: String, Sendable, Hashable, Codable { case linear, log }

  public var title: String
  public var unit: String?
  public var scale: Scale
  /// What the axis shows; `nil` shows all of the data.
  public var range: ClosedRange<Double>?

  public init(
    _ title: String, unit: String? = nil, scale: Scale = .linear,
    range: ClosedRange<Double>? = nil
  ) {
    (self.title, self.unit, self.scale, self.range) = (title, unit, scale, range)
  }

  /// The title with its unit.
  public var heading: String { unit.map { "\(title) [\($0)]" } ?? title }

  /// Whether a value has a place on the axis.
  func shows(_ value: Double) -> Bool { value.isFinite && (scale == .linear || value > 0) }
}
