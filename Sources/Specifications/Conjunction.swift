// Constraints on outputs that must all hold at once: a polyhedron of outputs.

/// A conjunction of constraints: the outputs that satisfy every one; without a constraint, all outputs.
public struct Conjunction: Sendable, Hashable {
  /// The constraints that must all hold.
  public let constraints: [OutputConstraint]

  /// The outputs that satisfy every constraint.
  public init(_ constraints: [OutputConstraint]) {
    self.constraints = constraints
  }

  /// Whether these outputs satisfy every constraint.
  public func isSatisfied(by outputs: [Double]) -> Bool {
    constraints.allSatisfy { $0.isSatisfied(by: outputs) }
  }
}
