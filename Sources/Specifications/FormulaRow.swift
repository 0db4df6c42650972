// Rows over outputs as nodes, and back: the usual shapes take one node, the others one more a term.

extension [FormulaNode] {
  /// Adds the constraint Σ c y <= d; the terms must name each output once.
  mutating func append(row terms: some Collection<OutputTerm>, bound: Double, isStrict: Bool) {
    guard let first = terms.first, let node = Self.compact(first, terms, bound, isStrict) else {
      append(FormulaNode(.row, index: UInt32(terms.count + 1), value: bound, isStrict: isStrict))
      for term in terms {
        append(FormulaNode(.term, index: UInt32(term.index), value: term.coefficient))
      }
      return
    }
    append(node)
  }

  private static func compact(
    _ first: OutputTerm, _ terms: some Collection<OutputTerm>, _ bound: Double, _ isStrict: Bool
  ) -> FormulaNode? {
    let index = UInt32(first.index)
    switch (terms.count, first.coefficient) {
    case (1, 1): return FormulaNode(.outputAtMost, index: index, value: bound, isStrict: isStrict)
    case (1, -1):
      return FormulaNode(.outputAtLeast, index: index, value: 0 - bound, isStrict: isStrict)
    default: break
    }
    guard terms.count == 2, bound == 0, let other = terms.dropFirst().first else { return nil }
    let (plus, minus) = first.coefficient == 1 ? (first, other) : (other, first)
    guard plus.coefficient == 1, minus.coefficient == -1 else { return nil }
    return FormulaNode(
      .difference, index: UInt32(plus.index), value: Double(minus.index), isStrict: isStrict)
  }

  /// The constraint that starts at a node; its terms ascend, as far as they did when written.
  func constraint(at position: Int) -> OutputConstraint {
    let node = self[position]
    let index = Int(node.index)
    switch node.kind {
    case .outputAtMost:
      return OutputConstraint(
        terms: [OutputTerm(index: index, coefficient: 1)], bound: node.value,
        isStrict: node.isStrict)
    case .outputAtLeast:
      return OutputConstraint(
        terms: [OutputTerm(index: index, coefficient: -1)], bound: 0 - node.value,
        isStrict: node.isStrict)
    case .difference:
      let plus = OutputTerm(index: index, coefficient: 1)
      let minus = OutputTerm(index: Int(node.value), coefficient: -1)
      return OutputConstraint(
        terms: plus.index < minus.index ? [plus, minus] : [minus, plus], bound: 0,
        isStrict: node.isStrict)
    case .row:
      let terms = self[(position + 1)..<(position + node.size)].map {
        OutputTerm(index: Int($0.index), coefficient: $0.value)
      }
      return OutputConstraint(terms: terms, bound: node.value, isStrict: node.isStrict)
    case .conjunction, .disjunction, .inputAtMost, .inputAtLeast, .term:
      preconditionFailure("a node of kind \(node.kind) is no constraint on outputs")
    }
  }

  /// The constraints of a list of rows.
  func constraints() -> [OutputConstraint] {
    var result: [OutputConstraint] = []
    var position = 0
    while position < count {
      result.append(constraint(at: position))
      position += self[position].size
    }
    return result
  }
}
