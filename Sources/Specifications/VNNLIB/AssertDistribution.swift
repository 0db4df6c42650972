// What an assert adds to the property: bounds of the box, common rows, and factors.

extension VNNLIBReader {
  /// Takes the nodes of an assert apart: what always holds leaves them, each disjunction stays a factor.
  mutating func distribute(from start: Int, at offset: Int) throws(SpecificationError) {
    guard assertedCount > 0 else {
      formula.isImpossible = true
      return
    }
    let (total, overflow) = disjunctCount.multipliedReportingOverflow(by: assertedCount)
    guard !overflow, total <= limits.disjuncts else {
      throw .limit(
        tokens.position(of: offset),
        "the asserts up to this one have more than \(limits.disjuncts) disjuncts")
    }
    disjunctCount = total
    var position = start
    var hasFactor = false
    while position < formula.nodes.count {
      let size = formula.nodes[position].size
      switch formula.nodes[position].kind {
      case .conjunction:
        position += 1
        continue
      case .disjunction:
        formula.factors.append(position..<(position + size))
        hasFactor = true
      default: hoist(position..<(position + size))
      }
      position += size
    }
    if !hasFactor { formula.nodes.removeLast(formula.nodes.count - start) }
  }

  private mutating func hoist(_ range: Range<Int>) {
    let node = formula.nodes[range.lowerBound]
    let index = Int(node.index)
    switch node.kind {
    case .inputAtMost: formula.upper[index] = min(formula.upper[index], node.value)
    case .inputAtLeast: formula.lower[index] = max(formula.lower[index], node.value)
    default: formula.common.append(contentsOf: formula.nodes[range])
    }
  }
}
