// Idiom: a few nodes that stand for one operation, and what takes their place.

/// A way to write an operation in several nodes, where fewer have tighter bounds.
public struct Idiom: Sendable {
  /// What is made in place of the nodes that were found.
  public indirect enum Result: Sendable {
    /// A value that the pattern names.
    case value(String)
    case number(Double)
    case list([Int])
    case node(String, [Result], [String: AttributeValue] = [:])
  }

  public let name: String
  public let pattern: Pattern
  private let make: @Sendable (Match) -> Result?

  /// - `result`: what takes the place of a match; `nil` leaves it as it is.
  public init(
    _ name: String, _ pattern: Pattern, _ result: @escaping @Sendable (Match) -> Result?
  ) {
    (self.name, self.pattern, make) = (name, pattern, result)
  }

  public init(_ name: String, _ pattern: Pattern, _ result: Result) {
    self.init(name, pattern) { _ in result }
  }

  func result(_ match: Match) -> Result? { make(match) }
}
