// The box of inputs in which a property is asked: one interval for each input.

/// A box of inputs: the set of all x with a lower and an upper bound for each element.
///
///     { x : lowerᵢ <= xᵢ <= upperᵢ }
public struct InputBox: Sendable, Hashable {
  /// The least value of each input.
  public let lower: [Double]
  /// The greatest value of each input.
  public let upper: [Double]

  /// A box between two corners; a box that holds no input is allowed, and says so in `isEmpty`.
  public init(lower: [Double], upper: [Double]) {
    precondition(
      lower.count == upper.count, "a box of \(lower.count) lower and \(upper.count) upper bounds")
    precondition(
      !lower.contains(where: \.isNaN) && !upper.contains(where: \.isNaN), "a bound is not a number")
    self.lower = lower
    self.upper = upper
  }

  /// How many inputs the box bounds.
  public var count: Int { lower.count }

  /// Whether no input lies in the box.
  public var isEmpty: Bool { zip(lower, upper).contains { $0 > $1 } }

  /// Whether the box holds this input.
  public func contains(_ input: [Double]) -> Bool {
    precondition(input.count == count, "\(input.count) inputs for a box of \(count)")
    return input.indices.allSatisfy { lower[$0] <= input[$0] && input[$0] <= upper[$0] }
  }
}
