// Terms: numbers, variables, and sums, differences and products with constants, without recursion.

/// A side of a comparison; an expression leaves its variables in `terms` and carries its constant.
enum Operand {
  case number(Double)
  case variable(Variable)
  case expression(FoldedConstant)
}

/// A sum, difference or product that is not closed yet.
struct OpenExpression {
  enum Operation {
    case sum, difference, product
  }

  let operation: Operation
  let offset: Int
  /// Where its variables start in `terms`.
  let start: Int
  var count = 0
  var constant = FoldedConstant(0)
  /// The product of the constant factors.
  var factor = FoldedConstant(1)
  /// Whether one factor is not constant.
  var hasVariable = false
}

extension VNNLIBReader {
  mutating func readOperand() throws(SpecificationError) -> Operand {
    guard tokens.peek() == UInt8(ascii: "(") else { return try readAtom() }
    try openExpression()
    while true {
      let start = terms.count
      switch tokens.peek() {
      case UInt8(ascii: "("): try openExpression()
      case UInt8(ascii: ")"):
        let (start, constant) = try closeExpression()
        guard !expressions.isEmpty else { return .expression(constant) }
        try addOperand(from: start, constant)
      default:
        switch try readAtom() {
        case .number(let value): try addOperand(from: start, FoldedConstant(value))
        case .variable(let variable):
          terms.append(LinearTerm(variable, coefficient: 1))
          try addOperand(from: start, FoldedConstant(0))
        case .expression: break
        }
      }
    }
  }

  private mutating func readAtom() throws(SpecificationError) -> Operand {
    let word = try tokens.word("a term")
    if Decimal.begins(word, in: tokens.bytes) {
      guard let value = Decimal.value(of: word, in: tokens.bytes) else {
        throw .malformed(
          tokens.position(of: word.lowerBound), "expected a number, found '\(tokens.text(word))'")
      }
      guard value.isFinite else {
        throw .notFinite(tokens.position(of: word.lowerBound), tokens.text(word))
      }
      return .number(value)
    }
    guard let variable = Variable(word, in: tokens.bytes), isDeclared(variable) else {
      throw unknown(word)
    }
    return .variable(variable)
  }

  private func unknown(_ word: Range<Int>) -> SpecificationError {
    let name = tokens.text(word)
    let isNumber = ["nan", "inf", "infinity"].contains(
      name.lowercased().drop { $0 == "-" || $0 == "+" })
    return isNumber
      ? .notFinite(tokens.position(of: word.lowerBound), name)
      : .undeclared(tokens.position(of: word.lowerBound), variable: name)
  }

  private mutating func openExpression() throws(SpecificationError) {
    let offset = try tokens.open()
    try checkDepth(at: offset)
    let word = try tokens.word("an operator")
    let operation: OpenExpression.Operation
    switch (word.count, tokens.bytes[word.lowerBound]) {
    case (1, UInt8(ascii: "+")): operation = .sum
    case (1, UInt8(ascii: "-")): operation = .difference
    case (1, UInt8(ascii: "*")): operation = .product
    default:
      throw .unsupported(
        tokens.position(of: word.lowerBound), "the operator '\(tokens.text(word))' in a term")
    }
    expressions.append(OpenExpression(operation: operation, offset: offset, start: terms.count))
  }

  /// Adds an operand, whose variables are the last of `terms`, to the innermost open expression.
  private mutating func addOperand(
    from start: Int, _ constant: FoldedConstant
  ) throws(SpecificationError) {
    guard var open = expressions.popLast() else { return }
    switch open.operation {
    case .sum: open.constant = open.constant + constant
    case .difference where open.count == 0: open.constant = constant
    case .difference:
      open.constant = open.constant + -constant
      negateTerms(from: start)
    case .product where start == terms.count: open.factor = open.factor * constant
    case .product:
      guard !open.hasVariable else {
        throw .unsupported(tokens.position(of: open.offset), "a product of two variables")
      }
      open.hasVariable = true
      open.constant = constant
    }
    open.count += 1
    expressions.append(open)
  }

  /// Closes the innermost expression and returns where its variables start, and its constant.
  private mutating func closeExpression() throws(SpecificationError) -> (Int, FoldedConstant) {
    guard let open = expressions.popLast(), open.count > 0 else {
      throw tokens.unexpected(expected: "a term")
    }
    try tokens.close()
    switch open.operation {
    case .sum: return (open.start, open.constant)
    case .difference:
      guard open.count == 1 else { return (open.start, open.constant) }
      negateTerms(from: open.start)
      return (open.start, -open.constant)
    case .product:
      guard open.hasVariable else { return (open.start, open.factor) }
      try scaleTerms(from: open.start, by: open.factor, at: open.offset)
      return (open.start, open.constant * open.factor)
    }
  }
}
