// Linear terms that were read: equal variables are merged, and no coefficient may round.

/// A variable and its coefficient.
struct LinearTerm {
  let variable: Variable
  var coefficient: Double

  init(_ variable: Variable, coefficient: Double) {
    self.variable = variable
    self.coefficient = coefficient
  }

  /// Inputs stand before outputs, each in the order of their numbers.
  static func < (left: Self, right: Self) -> Bool {
    left.variable.isOutput == right.variable.isOutput
      ? left.variable.index < right.variable.index : right.variable.isOutput
  }
}

extension VNNLIBReader {
  mutating func negateTerms(from start: Int) {
    for position in start..<terms.count { terms[position].coefficient.negate() }
  }

  /// Multiplies terms by a constant.
  mutating func scaleTerms(
    from start: Int, by factor: FoldedConstant, at offset: Int
  ) throws(SpecificationError) {
    guard factor.lower != 1 || !factor.isExact else { return }
    for position in start..<terms.count {
      let product = DirectedRounding.product(terms[position].coefficient, factor.lower)
      guard factor.isExact, product.isExact else {
        throw inexact(terms[position].variable, at: offset)
      }
      terms[position].coefficient = product.lower
    }
  }

  /// Sorts the terms, adds those of one variable, and drops those of coefficient zero.
  mutating func mergeTerms(at offset: Int) throws(SpecificationError) {
    if terms.count > 1 { terms.sort(by: <) }
    var kept = 0
    for term in terms {
      guard kept > 0, terms[kept - 1].variable == term.variable else {
        terms[kept] = term
        kept += 1
        continue
      }
      let sum = DirectedRounding.sum(terms[kept - 1].coefficient, term.coefficient)
      guard sum.isExact else { throw inexact(term.variable, at: offset) }
      terms[kept - 1].coefficient = sum.lower
    }
    terms.removeLast(terms.count - kept)
    terms.removeAll { $0.coefficient == 0 }
  }

  private func inexact(_ variable: Variable, at offset: Int) -> SpecificationError {
    .unsupported(tokens.position(of: offset), "a coefficient of \(variable.name) that would round")
  }
}
