// A linear comparison in normal form, Σ terms <= bound: what it says depends on whom it reads.

extension VNNLIBReader {
  /// Adds Σ terms <= bound, or <; a rounded bound is taken so that the unsafe set grows.
  mutating func appendAtMost(
    _ bound: FoldedConstant, isStrict: Bool, at offset: Int
  ) throws(SpecificationError) {
    guard let first = terms.first, let last = terms.last else {
      return try appendDecided(bound, isStrict: isStrict, at: offset)
    }
    // Terms are sorted, inputs first.
    switch (first.variable.isOutput, last.variable.isOutput) {
    case (true, true):
      let start = formula.nodes.count
      let row = terms.lazy.map {
        OutputTerm(index: $0.variable.index, coefficient: $0.coefficient)
      }
      formula.nodes.append(row: row, bound: bound.upper, isStrict: isStrict)
      complete(1, from: start)
    case (false, true):
      throw .unsupported(
        tokens.position(of: offset),
        "a comparison of the input \(first.variable.name) with the output \(last.variable.name)")
    default:
      guard terms.count == 1 else {
        throw .unsupported(
          tokens.position(of: offset),
          "a comparison of the inputs \(first.variable.name) and \(last.variable.name)")
      }
      try appendInputBound(first, bound, isStrict: isStrict, at: offset)
    }
  }

  private mutating func appendDecided(
    _ bound: FoldedConstant, isStrict: Bool, at offset: Int
  ) throws(SpecificationError) {
    if isStrict ? bound.lower > 0 : bound.lower >= 0 {
      appendTruth()
    } else if isStrict ? bound.upper <= 0 : bound.upper < 0 {
      complete(0, from: formula.nodes.count)
    } else {
      throw .unsupported(
        tokens.position(of: offset), "a comparison of constants that is decided by their rounding")
    }
  }

  /// Adds c x <= d as x <= d / c or x >= d / c, rounded outward.
  private mutating func appendInputBound(
    _ term: LinearTerm, _ bound: FoldedConstant, isStrict: Bool, at offset: Int
  ) throws(SpecificationError) {
    if isStrict { closesStrictBounds = true }
    let quotient = DirectedRounding.quotient(bound.upper, term.coefficient)
    guard quotient.lower.isFinite, quotient.upper.isFinite else {
      throw .notFinite(
        tokens.position(of: offset), "the bound of \(term.variable.name) in this comparison")
    }
    let index = UInt32(term.variable.index)
    append(
      term.coefficient > 0
        ? FormulaNode(.inputAtMost, index: index, value: quotient.upper)
        : FormulaNode(.inputAtLeast, index: index, value: quotient.lower))
  }
}
