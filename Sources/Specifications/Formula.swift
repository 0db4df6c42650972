// The unsafe set as one conjunction: a box, rows that always hold, and factors, each a disjunction.

/// The unsafe set of a property, compact: its disjuncts are the choices of a branch in every factor.
///
///     box ∧ common ∧ factor₁ ∧ ... ∧ factorₙ
///
/// No factor holds a subformula that is false, so a walk through the choices meets no dead end.
struct Formula: Sendable, Hashable {
  var lower: [Double] = []
  var upper: [Double] = []
  /// Rows that hold in every disjunct.
  var common: [FormulaNode] = []
  /// The nodes of the factors.
  var nodes: [FormulaNode] = []
  var factors: [Range<Int>] = []
  /// Whether no disjunct is left: something false must hold.
  var isImpossible = false

  /// Moves the factors that bound inputs to the front, so that disjuncts of one box are neighbours.
  mutating func sortFactors() {
    let bounding = factors.map { nodes[$0].contains(where: \.isInputBound) }
    let order = factors.indices.filter { bounding[$0] } + factors.indices.filter { !bounding[$0] }
    factors = order.map { factors[$0] }
  }

  /// Adds a factor: one of these conjunctions holds.
  mutating func append(_ disjuncts: [Conjunction], outputCount: Int) {
    guard !disjuncts.isEmpty else {
      isImpossible = true
      return
    }
    let start = nodes.count
    nodes.append(FormulaNode(.disjunction))
    for disjunct in disjuncts {
      let header = nodes.count
      nodes.append(FormulaNode(.conjunction))
      for row in disjunct.constraints {
        precondition(
          row.terms.allSatisfy { (0..<outputCount).contains($0.index) },
          "a constraint reads an output beyond \(outputCount)")
        nodes.append(row: row.terms, bound: row.bound, isStrict: row.isStrict)
      }
      nodes[header].index = UInt32(nodes.count - header)
    }
    nodes[start].index = UInt32(nodes.count - start)
    factors.append(start..<nodes.count)
  }
}
