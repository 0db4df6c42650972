// Comparisons: two terms become bounds of one input, a row over outputs, or a plain truth value.

/// How two terms are compared.
enum Relation {
  case atMost, less, atLeast, greater, equal

  init?(_ word: Range<Int>, in tokens: TokenReader) {
    guard word.count <= 2 else { return nil }
    let isDouble = word.count == 2
    guard !isDouble || tokens.bytes[word.lowerBound + 1] == UInt8(ascii: "=") else { return nil }
    switch tokens.bytes[word.lowerBound] {
    case UInt8(ascii: "<"): self = isDouble ? .atMost : .less
    case UInt8(ascii: ">"): self = isDouble ? .atLeast : .greater
    case UInt8(ascii: "="): self = .equal
    default: return nil
    }
  }

  var isStrict: Bool { self == .less || self == .greater }

  /// The relation with its sides exchanged.
  var flipped: Relation {
    switch self {
    case .atMost: .atLeast
    case .less: .greater
    case .atLeast: .atMost
    case .greater: .less
    case .equal: .equal
    }
  }
}

extension VNNLIBReader {
  /// Reads two terms and the closing parenthesis, and adds what the comparison says.
  mutating func readComparison(_ relation: Relation, at offset: Int) throws(SpecificationError) {
    terms.removeAll(keepingCapacity: true)
    let left = try readOperand()
    let middle = terms.count
    let right = try readOperand()
    if tokens.peek() != UInt8(ascii: ")"), tokens.peek() != nil {
      throw .unsupported(tokens.position(of: offset), "a comparison of more than two terms")
    }
    try tokens.close()
    switch (left, right) {
    case (.variable(let variable), .number(let value)) where relation != .equal:
      append(variable, relation, value)
    case (.number(let value), .variable(let variable)) where relation != .equal:
      append(variable, relation.flipped, value)
    default:
      for position in middle..<terms.count { terms[position].coefficient.negate() }
      let constant = add(left, sign: 1) + add(right, sign: -1)
      try mergeTerms(at: offset)
      try append(relation, constant, at: offset)
    }
  }

  /// Moves a plain variable to the terms of the difference, and returns its constant part.
  private mutating func add(_ operand: Operand, sign: Double) -> FoldedConstant {
    switch operand {
    case .number(let value): return FoldedConstant(sign * value)
    case .expression(let constant): return sign > 0 ? constant : -constant
    case .variable(let variable):
      terms.append(LinearTerm(variable, coefficient: sign))
      return FoldedConstant(0)
    }
  }

  /// Adds the bound of one variable.
  private mutating func append(_ variable: Variable, _ relation: Relation, _ value: Double) {
    let isUpper = relation == .atMost || relation == .less
    let index = UInt32(variable.index)
    if variable.isOutput {
      append(
        FormulaNode(
          isUpper ? .outputAtMost : .outputAtLeast, index: index, value: value,
          isStrict: relation.isStrict))
    } else {
      // The closed box holds the open one; the property says that a border was added.
      if relation.isStrict { closesStrictBounds = true }
      append(FormulaNode(isUpper ? .inputAtMost : .inputAtLeast, index: index, value: value))
    }
  }

  /// Adds the comparison of the merged terms and a constant with zero.
  private mutating func append(
    _ relation: Relation, _ constant: FoldedConstant, at offset: Int
  ) throws(SpecificationError) {
    guard constant.isFinite else {
      throw .notFinite(tokens.position(of: offset), "a constant of this comparison")
    }
    switch relation {
    case .atMost, .less:
      try appendAtMost(-constant, isStrict: relation.isStrict, at: offset)
    case .atLeast, .greater:
      negateTerms(from: 0)
      try appendAtMost(constant, isStrict: relation.isStrict, at: offset)
    case .equal:
      openConnective(isDisjunction: false)
      try appendAtMost(-constant, isStrict: false, at: offset)
      negateTerms(from: 0)
      try appendAtMost(constant, isStrict: false, at: offset)
      closeConnective()
    }
  }
}
