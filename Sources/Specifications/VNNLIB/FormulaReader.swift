// Formulas: `and`, `or`, `true`, `false` and comparisons, nested to any allowed depth without recursion.

/// An `and` or `or` that is not closed yet.
struct OpenConnective {
  /// Where its node stands.
  let header: Int
  let isDisjunction: Bool
  /// How many disjuncts it has when multiplied out; zero says that it is false.
  var count: Int
}

extension VNNLIBReader {
  /// Reads the formula of an assert and adds it to the property.
  mutating func readAssert(at offset: Int) throws(SpecificationError) {
    let start = formula.nodes.count
    repeat {
      switch tokens.peek() {
      case UInt8(ascii: "("): try openFormula()
      case UInt8(ascii: ")") where !connectives.isEmpty:
        try tokens.close()
        closeConnective()
      default: try readTruth()
      }
    } while !connectives.isEmpty
    try tokens.close()
    try distribute(from: start, at: offset)
  }

  private mutating func openFormula() throws(SpecificationError) {
    let offset = try tokens.open()
    let word = try tokens.word("a formula")
    if let relation = Relation(word, in: tokens) {
      try readComparison(relation, at: offset)
    } else if tokens.reads(word, as: "and") {
      try checkDepth(at: offset)
      openConnective(isDisjunction: false)
    } else if tokens.reads(word, as: "or") {
      try checkDepth(at: offset)
      openConnective(isDisjunction: true)
    } else {
      throw .unsupported(
        tokens.position(of: word.lowerBound), "'\(tokens.text(word))' in place of a formula")
    }
  }

  private mutating func readTruth() throws(SpecificationError) {
    let word = try tokens.word("a formula")
    if tokens.reads(word, as: "true") {
      appendTruth()
    } else if tokens.reads(word, as: "false") {
      complete(0, from: formula.nodes.count)
    } else {
      throw .malformed(
        tokens.position(of: word.lowerBound), "expected a formula, found '\(tokens.text(word))'")
    }
  }

  func checkDepth(at offset: Int) throws(SpecificationError) {
    guard connectives.count + expressions.count < limits.nesting else {
      throw .limit(tokens.position(of: offset), "nesting deeper than \(limits.nesting)")
    }
  }

  mutating func openConnective(isDisjunction: Bool) {
    connectives.append(
      OpenConnective(
        header: formula.nodes.count, isDisjunction: isDisjunction, count: isDisjunction ? 0 : 1))
    formula.nodes.append(FormulaNode(isDisjunction ? .disjunction : .conjunction))
  }

  mutating func closeConnective() {
    guard let closed = connectives.popLast() else { return }
    let header = closed.header
    let size = formula.nodes.count - header
    formula.nodes[header].index = UInt32(size)
    // A connective of one comparison is that comparison.
    if size > 1, !formula.nodes[header + 1].isConnective,
      formula.nodes[header + 1].size == size - 1
    {
      formula.nodes.remove(at: header)
    }
    complete(closed.count, from: header)
  }

  /// Adds a formula that always holds.
  mutating func appendTruth() {
    formula.nodes.append(FormulaNode(.conjunction))
    complete(1, from: formula.nodes.count - 1)
  }

  mutating func append(_ node: FormulaNode) {
    formula.nodes.append(node)
    complete(1, from: formula.nodes.count - 1)
  }

  /// Tells the connective around it how many disjuncts a formula has; one that is false is removed.
  mutating func complete(_ count: Int, from start: Int) {
    if count == 0 { formula.nodes.removeLast(formula.nodes.count - start) }
    guard let last = connectives.indices.last else {
      assertedCount = count
      return
    }
    let outer = connectives[last].count
    let (value, overflow) =
      connectives[last].isDisjunction
      ? outer.addingReportingOverflow(count) : outer.multipliedReportingOverflow(by: count)
    connectives[last].count = overflow ? .max : value
  }
}
