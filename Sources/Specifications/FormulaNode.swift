// A node of a formula in sixteen bytes: a connective, a bound of an input, or a row over outputs.

/// A node in prefix order; the children of a connective and the terms of a row follow it.
///
/// | Kind | `index` | `value` |
/// |---|---|---|
/// | conjunction, disjunction | nodes that it spans, itself included | |
/// | inputAtMost, inputAtLeast | the input | its bound |
/// | outputAtMost, outputAtLeast | the output | its threshold |
/// | difference: y - y' <= 0 | y | the index of y' |
/// | row: Σ c y <= d | nodes that it spans, itself included | d |
/// | term of a row | the output | its coefficient |
struct FormulaNode: Sendable, Hashable {
  enum Kind: UInt8, Sendable {
    case conjunction, disjunction, inputAtMost, inputAtLeast, outputAtMost, outputAtLeast
    case difference, row, term
  }

  let kind: Kind
  let isStrict: Bool
  var index: UInt32
  let value: Double

  init(_ kind: Kind, index: UInt32 = 1, value: Double = 0, isStrict: Bool = false) {
    self.kind = kind
    self.isStrict = isStrict
    self.index = index
    self.value = value
  }

  var isConnective: Bool { kind == .conjunction || kind == .disjunction }
  var isInputBound: Bool { kind == .inputAtMost || kind == .inputAtLeast }

  /// How many nodes the subformula spans.
  var size: Int { isConnective || kind == .row ? Int(index) : 1 }
}
