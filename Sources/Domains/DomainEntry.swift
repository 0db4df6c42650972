// The schema of a domain file: what may be said about a variable and a constraint.

/// A domain as its file spells it.
struct DomainEntry: Codable {
  var variables: [VariableEntry]
  var constraints: [ConstraintEntry]?

  enum CodingKeys: String, CodingKey, CaseIterable { case variables, constraints }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    try refuseUnknownKeys(decoder, CodingKeys.self)
    variables = try fields.decode([VariableEntry].self, forKey: .variables)
    constraints = try fields.decodeIfPresent([ConstraintEntry].self, forKey: .constraints)
  }

  init(_ domain: Domain) throws(DomainError) {
    variables = domain.variables.map(VariableEntry.init)
    var entries: [ConstraintEntry] = []
    for constraint in domain.constraints { entries.append(try ConstraintEntry(constraint)) }
    constraints = entries.isEmpty ? nil : entries
  }

  func domain() throws(DomainError) -> Domain {
    var list: [Variable] = []
    for entry in variables { list.append(try entry.variable()) }
    // Names and laws before the constraints that use them.
    let space = try Domain(checking: list)
    var conditions: [Constraint] = []
    for entry in constraints ?? [] { conditions.append(try entry.constraint(space.variables)) }
    return try Domain(checking: list, constraints: conditions)
  }
}

/// A constraint: an expression, or the coefficients of a linear inequality and its bound.
enum ConstraintEntry: Codable {
  case expression(String)
  case linear(LinearInequality)

  private enum Key: String, CodingKey, CaseIterable { case linear, atMost, atLeast, equal }

  init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      self = .expression(text)
      return
    }
    let fields = try decoder.container(keyedBy: Key.self)
    try refuseUnknownKeys(decoder, Key.self)
    let coefficients = try fields.decode([String: Double].self, forKey: .linear)
    let bounds: [(LinearInequality.Relation, Double?)] = [
      (.atMost, try fields.decodeIfPresent(Double.self, forKey: .atMost)),
      (.atLeast, try fields.decodeIfPresent(Double.self, forKey: .atLeast)),
      (.equal, try fields.decodeIfPresent(Double.self, forKey: .equal)),
    ]
    let given = bounds.compactMap { relation, bound in bound.map { (relation, $0) } }
    guard given.count == 1 else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "a linear constraint has one of atMost, atLeast and equal"))
    }
    self = .linear(LinearInequality(coefficients, given[0].0, given[0].1))
  }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .expression(let text):
      var value = encoder.singleValueContainer()
      try value.encode(text)
    case .linear(let inequality):
      var fields = encoder.container(keyedBy: Key.self)
      try fields.encode(inequality.coefficients, forKey: .linear)
      let key: Key =
        switch inequality.relation {
        case .atMost: .atMost
        case .atLeast: .atLeast
        case .equal: .equal
        }
      try fields.encode(inequality.bound, forKey: key)
    }
  }

  init(_ constraint: Constraint) throws(DomainError) {
    switch constraint.form {
    case .predicate: throw .notWritable(constraint: constraint.description)
    case .expression: self = .expression(constraint.description)
    case .linear(let inequality): self = .linear(inequality)
    }
  }

  func constraint(_ variables: [Variable]) throws(DomainError) -> Constraint {
    switch self {
    case .expression(let text): try Constraint(expression: text, over: variables)
    case .linear(let inequality): try Constraint(linear: inequality, over: variables)
    }
  }
}

/// A misspelt key would otherwise be a wish that nobody hears.
func refuseUnknownKeys<Key: CodingKey & CaseIterable>(_ decoder: any Decoder, _: Key.Type) throws {
  let known = Key.allCases.map(\.stringValue)
  for key in try decoder.container(keyedBy: AnyKey.self).allKeys
  where !known.contains(key.stringValue) {
    let near = nearNames(key.stringValue, known)
    let hint = near.isEmpty ? known : near
    throw DecodingError.dataCorrupted(
      .init(
        codingPath: decoder.codingPath,
        debugDescription:
          "the key '\(key.stringValue.prefix(40))' is unknown; there are "
          + hint.joined(separator: ", ")))
  }
}

private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }

  init?(intValue: Int) { nil }
}
