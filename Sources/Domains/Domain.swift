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
///
/// A point in physical units has one number a variable; that of a categorical variable is the index
/// of the name.
public struct Domain: Sendable {
  public let variables: [Variable]
  public let constraints: [Constraint]

  /// Variables and constraints that are known to make sense: a program's own.
  public init(_ variables: [Variable], constraints: [Constraint] = []) {
    do {
      try self.init(checking: variables, constraints: constraints)
    } catch {
      preconditionFailure("no domain: \(error)")
    }
  }

  /// Variables and constraints from outside; says what is wrong with them.
  public init(
    checking variables: [Variable], constraints: [Constraint] = []
  ) throws(DomainError) {
    try Self.check(variables)
    (self.variables, self.constraints) = (variables, constraints)
  }

  /// The unit cube, with variables `x1`, `x2`, and so on.
  public static func unitCube(_ dimension: Int) -> Domain {
    precondition(dimension > 0, "no cube has \(dimension) dimensions")
    return Domain((1...dimension).map { Variable("x\($0)", .uniform(lower: 0, upper: 1)) })
  }

  /// The unit cube of a dimension from outside: at least 1 and at most 100 000.
  public init(unitCube dimension: Int) throws(DomainError) {
    guard dimension > 0 else { throw .noVariables }
    guard dimension <= Self.largestDimension else {
      throw .variable(
        "x\(dimension)", problem: "a cube has at most \(Self.largestDimension) dimensions")
    }
    self = .unitCube(dimension)
  }

  private static let largestDimension = 100_000

  public var dimension: Int { variables.count }

  public var names: [String] { variables.map(\.name) }

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

  private static func check(_ variables: [Variable]) throws(DomainError) {
    guard !variables.isEmpty else { throw .noVariables }
    var seen: Set<String> = []
    for variable in variables {
      let name = variable.name
      guard !name.isEmpty, name.count <= 200, !name.contains(where: \.isNewline) else {
        throw .variable(String(name.prefix(40)), problem: "a name is one line of 1 to 200 letters")
      }
      guard seen.insert(name).inserted else { throw .duplicateName(name) }
      if let problem = variable.law.problem { throw .variable(name, problem: problem) }
    }
  }
}
