// Domain: what may be varied, how, and which combinations are allowed.

/// A named input of a simulation.
public struct Variable: Sendable, Hashable {
  public let name: String
  public let law: Law
  /// The unit that reports print; empty for none.
  public let unit: String

  public init(_ name: String, _ law: Law, unit: String = "") {
    (self.name, self.law, self.unit) = (name, law, unit)
  }
}

/// The space that points are placed in: independent variables, and constraints among them.
public struct Domain: Sendable {
  public let variables: [Variable]
  public let constraints: [Constraint]

  public init(_ variables: [Variable], constraints: [Constraint] = []) {
    (self.variables, self.constraints) = (variables, constraints)
  }

  /// The unit cube, with variables `x1`, `x2`, and so on.
  public static func unitCube(_ dimension: Int) -> Domain {
    Domain((1...dimension).map { Variable("x\($0)", .uniform(lower: 0, upper: 1)) })
  }

  public var dimension: Int { variables.count }

  /// The point of the domain that a point of the unit cube stands for.
  public func physical(_ unit: some Sequence<Double>) -> [Double] {
    zip(variables, unit).map { $0.law.quantile($1) }
  }

  /// The point of the unit cube that stands for a point of the domain.
  public func unit(_ physical: some Sequence<Double>) -> [Double] {
    zip(variables, physical).map { $0.law.share(below: $1) }
  }

  /// Whether a point of the domain, in physical units, meets every constraint.
  public func isFeasible(_ physical: [Double]) -> Bool {
    constraints.allSatisfy { $0.isMet(physical) }
  }
}

/// A condition on a point of the domain, in physical units.
public struct Constraint: Sendable {
  /// The words that reports and errors use.
  public let description: String
  let isMet: @Sendable ([Double]) -> Bool

  public init(_ description: String, isMet: @escaping @Sendable ([Double]) -> Bool) {
    (self.description, self.isMet) = (description, isMet)
  }
}
