// A linear constraint on outputs: one sparse row of the matrix C, and its threshold.

/// One entry of a sparse row: an output and its coefficient.
public struct OutputTerm: Sendable, Hashable {
  /// The number of the output, from zero.
  public let index: Int
  /// What the output is multiplied by.
  public let coefficient: Double

  /// An entry of a sparse row.
  public init(index: Int, coefficient: Double) {
    self.index = index
    self.coefficient = coefficient
  }
}

/// A linear constraint on the outputs y = f(x): a half space, closed or open.
///
///     Σ cᵢ yᵢ <= d      (or < d, where `isStrict`)
public struct OutputConstraint: Sendable, Hashable {
  /// The outputs that the row reads, with their coefficients.
  public let terms: [OutputTerm]
  /// The threshold d.
  public let bound: Double
  /// Whether the border does not satisfy the constraint.
  public let isStrict: Bool

  /// A row and its threshold.
  public init(terms: [OutputTerm], bound: Double, isStrict: Bool = false) {
    self.terms = terms
    self.bound = bound
    self.isStrict = isStrict
  }

  /// Whether these outputs satisfy the constraint, in rounded arithmetic.
  public func isSatisfied(by outputs: [Double]) -> Bool {
    let value = terms.reduce(0) { $0 + $1.coefficient * outputs[$1.index] }
    return isStrict ? value < bound : value <= bound
  }
}
