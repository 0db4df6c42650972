// Reads an expression by recursive descent, one function for each strength of binding.

/// Reads an expression by recursive descent; types and names are checked on the way.
struct ExpressionParser {
  private let tokens: [ExpressionToken]
  private let text: String
  private let variables: [Variable]
  private let axes: [String: Int]
  private var position = 0
  private var depth = 0

  init(_ tokens: [ExpressionToken], _ text: String, _ variables: [Variable]) {
    (self.tokens, self.text, self.variables) = (tokens, text, variables)
    axes = Dictionary(
      variables.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// All of the text.
  mutating func whole() throws(DomainError) -> ExpressionNode {
    let node = try disjunction()
    guard tokens[position].kind == .end else { throw failure("an operator is missing") }
    guard !node.type.isCategory else { throw failure("a category is no value by itself", at: 1) }
    return node
  }

  private func failure(_ problem: String, at column: Int? = nil) -> DomainError {
    .expression(text, column: column ?? tokens[position].column, problem: problem)
  }

  private func unknown(
    _ name: String, _ token: ExpressionToken, _ known: [String]
  ) -> DomainError {
    .unknownName(
      name, near: nearNames(name, known), place: "in \"\(text)\", column \(token.column)")
  }

  private mutating func take(_ symbols: String...) -> String? {
    guard case .symbol(let symbol) = tokens[position].kind, symbols.contains(symbol) else {
      return nil
    }
    position += 1
    return symbol
  }

  private mutating func disjunction() throws(DomainError) -> ExpressionNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Expression.largestDepth else {
      throw failure("it is nested more than \(Expression.largestDepth) deep")
    }
    let start = tokens[position].column
    var parts = [try conjunction()]
    while take("||") != nil { parts.append(try conjunction()) }
    guard parts.count > 1 else { return parts[0] }
    try require(.condition, parts, from: start)
    return .any(parts)
  }

  private mutating func conjunction() throws(DomainError) -> ExpressionNode {
    let start = tokens[position].column
    var parts = [try negation()]
    while take("&&") != nil { parts.append(try negation()) }
    guard parts.count > 1 else { return parts[0] }
    try require(.condition, parts, from: start)
    return .all(parts)
  }

  private mutating func negation() throws(DomainError) -> ExpressionNode {
    var isNegated = false
    let start = tokens[position].column
    while take("!") != nil { isNegated.toggle() }
    let operand = try comparison()
    guard tokens[position].column > start, isNegated else { return operand }
    try require(.condition, [operand], from: start)
    return .not(operand)
  }

  private mutating func comparison() throws(DomainError) -> ExpressionNode {
    var left = try comparable()
    var parts: [ExpressionNode] = []
    while true {
      let column = tokens[position].column
      guard let symbol = take("<", "<=", ">", ">=", "==", "!="),
        let relation = ComparisonOperator(rawValue: symbol)
      else { break }
      let right = try comparable()
      parts.append(try compared(relation, left, right, at: column))
      left = right
    }
    guard !parts.isEmpty else {
      guard case .node(let node) = left else {
        throw failure("a name in quotes is compared with ==")
      }
      return node
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  /// A sum, or a category's name, whose index depends on what it is compared with.
  private enum Comparable {
    case node(ExpressionNode)
    case name(String, column: Int)
  }

  private mutating func comparable() throws(DomainError) -> Comparable {
    if case .quoted(let name) = tokens[position].kind {
      position += 1
      return .name(name, column: tokens[position - 1].column)
    }
    return .node(try sum())
  }

  private func compared(
    _ relation: ComparisonOperator, _ left: Comparable, _ right: Comparable, at column: Int
  ) throws(DomainError) -> ExpressionNode {
    switch (left, right) {
    case (.name, .name): throw failure("two names in quotes are compared", at: column)
    case (.node(let node), .name(let name, let place)),
      (.name(let name, let place), .node(let node)):
      guard case .category(let names) = node.type else {
        throw failure("'\(name)' is compared with something that is no category", at: place)
      }
      guard relation == .equal || relation == .different else {
        throw failure("categories have no order; compare them with == or !=", at: column)
      }
      guard let index = names.firstIndex(of: name) else {
        let near = nearNames(name, names)
        let known = (near.isEmpty ? Array(names.prefix(6)) : near).map { "'\($0)'" }
        throw failure(
          "'\(name)' is not among the names \(known.joined(separator: ", "))", at: place)
      }
      return .comparison(relation, node, .constant(Double(index)))
    case (.node(let first), .node(let second)):
      guard first.type == .number, second.type == .number else {
        throw failure("only numbers, or a category and a quoted name, are compared", at: column)
      }
      return .comparison(relation, first, second)
    }
  }

  private func require(
    _ type: ExpressionNode.ValueType, _ nodes: [ExpressionNode], from column: Int
  ) throws(DomainError) {
    guard nodes.allSatisfy({ $0.type == type }) else {
      throw failure(
        type == .number ? "a number is wanted here" : "a condition such as x < 1 is wanted here",
        at: column)
    }
  }

  private mutating func sum() throws(DomainError) -> ExpressionNode {
    let start = tokens[position].column
    var left = try product()
    while let symbol = take("+", "-") {
      let right = try product()
      try require(.number, [left, right], from: start)
      left = .arithmetic(symbol == "+" ? .plus : .minus, left, right)
    }
    return left
  }

  private mutating func product() throws(DomainError) -> ExpressionNode {
    let start = tokens[position].column
    var left = try signed()
    while let symbol = take("*", "/") {
      let right = try signed()
      try require(.number, [left, right], from: start)
      left = .arithmetic(symbol == "*" ? .times : .over, left, right)
    }
    return left
  }

  private mutating func signed() throws(DomainError) -> ExpressionNode {
    let start = tokens[position].column
    var isNegated = false
    var isSigned = false
    while let symbol = take("-", "+") {
      isSigned = true
      if symbol == "-" { isNegated.toggle() }
    }
    let operand = try power()
    if isSigned { try require(.number, [operand], from: start) }
    return isNegated ? .negated(operand) : operand
  }

  private mutating func power() throws(DomainError) -> ExpressionNode {
    let start = tokens[position].column
    let base = try primary()
    guard take("^") != nil else { return base }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Expression.largestDepth else {
      throw failure("it is nested more than \(Expression.largestDepth) deep")
    }
    let exponent = try signed()
    try require(.number, [base, exponent], from: start)
    return .arithmetic(.power, base, exponent)
  }

  private mutating func primary() throws(DomainError) -> ExpressionNode {
    let token = tokens[position]
    switch token.kind {
    case .number(let value):
      position += 1
      return .constant(value)
    case .word(let name):
      position += 1
      return try named(name, token)
    case .symbol("("):
      position += 1
      let inner = try disjunction()
      guard take(")") != nil else { throw failure("a closing parenthesis is missing") }
      return inner
    case .quoted: throw failure("a name in quotes can only be compared with a category")
    case .end: throw failure("the expression ends too early")
    case .symbol(let symbol): throw failure("'\(symbol)' stands where a value is wanted")
    }
  }

  private mutating func named(
    _ name: String, _ token: ExpressionToken
  ) throws(DomainError) -> ExpressionNode {
    if take("(") != nil { return try call(name, token) }
    if let axis = axes[name] {
      return .variable(axis: axis, categories: variables[axis].law.categoryNames)
    }
    switch name {
    case "pi": return .constant(.pi)
    case "true": return .truth(true)
    case "false": return .truth(false)
    default: throw unknown(name, token, variables.map(\.name))
    }
  }

  private mutating func call(
    _ name: String, _ token: ExpressionToken
  ) throws(DomainError) -> ExpressionNode {
    guard let function = ExpressionFunction(rawValue: name) else {
      throw unknown(name, token, ExpressionFunction.allCases.map(\.rawValue))
    }
    var arguments = [try disjunction()]
    while take(",") != nil { arguments.append(try disjunction()) }
    guard take(")") != nil else { throw failure("a closing parenthesis is missing") }
    try require(.number, arguments, from: token.column)
    let wanted = function.argumentCount
    guard wanted.contains(arguments.count) else {
      let count = wanted.count == 1 ? "\(wanted.lowerBound)" : "\(wanted.lowerBound) or more"
      throw failure("\(name) takes \(count) numbers, not \(arguments.count)", at: token.column)
    }
    return .call(function, arguments)
  }
}

extension ExpressionNode.ValueType {
  var isCategory: Bool { if case .category = self { true } else { false } }
}
