// Constraint: a condition on a point: a linear inequality, an expression, or any predicate.

/// A condition on a point of the domain, in physical units.
public struct Constraint: Sendable {
  /// How a constraint is written to a file.
  enum Form: Sendable, Hashable {
    case predicate
    case expression
    case linear(LinearInequality)
  }

  /// The words that reports and errors use.
  public let description: String
  let form: Form
  let isMet: @Sendable ([Double]) -> Bool

  /// Any predicate of a point.
  public init(_ description: String, isMet: @escaping @Sendable ([Double]) -> Bool) {
    (self.description, form, self.isMet) = (description, .predicate, isMet)
  }

  /// An expression over the names of the variables, such as `x1^2 + sin(x2) < 3`.
  ///
  /// See ``Expression`` for the grammar.
  public init(expression text: String, over variables: [Variable]) throws(DomainError) {
    let expression = try Expression(text, over: variables)
    guard expression.isCondition else {
      throw .expression(text, column: 1, problem: "a constraint compares, with < or == or the like")
    }
    (description, form) = (text, .expression)
    isMet = { expression.isTrue($0) }
  }

  /// `Σ a_i x_i <= b`, `>= b` or `== b`.
  public init(
    linear inequality: LinearInequality, over variables: [Variable]
  ) throws(DomainError) {
    let text = inequality.description
    guard !inequality.coefficients.isEmpty else {
      throw .constraint(text, problem: "it names no variable")
    }
    guard inequality.bound.isFinite, inequality.coefficients.values.allSatisfy(\.isFinite) else {
      throw .constraint(text, problem: "its numbers must be finite")
    }
    var terms: [(axis: Int, coefficient: Double)] = []
    for (name, coefficient) in inequality.coefficients {
      guard let axis = variables.firstIndex(where: { $0.name == name }) else {
        throw .unknownName(
          name, near: nearNames(name, variables.map(\.name)), place: "constraint \(text)")
      }
      guard variables[axis].law.categoryNames == nil else {
        throw .constraint(text, problem: "'\(name)' is categorical, not a number")
      }
      terms.append((axis, coefficient))
    }
    terms.sort { $0.axis < $1.axis }
    (description, form) = (text, .linear(inequality))
    isMet = { [terms] point in
      let sum = terms.reduce(0) { $0 + $1.coefficient * point[$1.axis] }
      return inequality.relation.holds(sum, inequality.bound)
    }
  }
}

/// `Σ a_i x_i <= b`, `>= b` or `== b`.
public struct LinearInequality: Sendable, Hashable, CustomStringConvertible {
  public enum Relation: String, Sendable, Hashable, CaseIterable {
    case atMost = "<="
    case atLeast = ">="
    case equal = "=="

    func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .atMost: left <= right
      case .atLeast: left >= right
      case .equal: left == right
      }
    }
  }

  public let coefficients: [String: Double]
  public let relation: Relation
  public let bound: Double

  public init(_ coefficients: [String: Double], _ relation: Relation, _ bound: Double) {
    (self.coefficients, self.relation, self.bound) = (coefficients, relation, bound)
  }

  public var description: String {
    let terms = coefficients.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    return "\(terms.joined(separator: " + ")) \(relation.rawValue) \(bound)"
  }
}
