// A walk through the disjuncts of a formula: choose a branch of each disjunction, then take back.

/// A place in the walk through the disjuncts; a step redoes only what follows the last choice.
///
/// The last factor turns fastest. Nested connectives need no recursion: the children of a conjunction
/// are read in line, and a choice knows where its branch ends and which choice it lies in.
struct DisjunctCursor {
  private struct Choice {
    let end: Int
    let enclosing: Int
    let factor: Int
    let rowCount: Int
    let changeCount: Int
    var branchEnd: Int
  }

  let formula: Formula
  /// The box of this disjunct.
  private(set) var box: BoundedInputs
  /// Where the rows of this disjunct stand, beside the common ones.
  private(set) var rows: [Int] = []
  private var choices: [Choice] = []
  private var enclosing = -1
  private var factor = 0
  private var position = 0
  private var hasStarted = false

  init(_ formula: Formula) {
    self.formula = formula
    box = BoundedInputs(lower: formula.lower, upper: formula.upper)
  }

  /// Goes to the next disjunct; false when there is none.
  mutating func advance() -> Bool {
    guard !formula.isImpossible else { return false }
    if hasStarted {
      guard takeNextBranch() else { return false }
    } else {
      hasStarted = true
      position = formula.factors.first?.lowerBound ?? 0
    }
    descend()
    return true
  }

  /// Takes back the last choices until one has a branch left.
  private mutating func takeNextBranch() -> Bool {
    while let last = choices.last {
      box.restore(to: last.changeCount)
      rows.removeLast(rows.count - last.rowCount)
      if last.branchEnd < last.end {
        position = last.branchEnd
        choices[choices.count - 1].branchEnd += formula.nodes[position].size
        enclosing = choices.count - 1
        factor = last.factor
        return true
      }
      choices.removeLast()
    }
    return false
  }

  /// Reads on to the end of the formula, and takes the first branch of each disjunction on the way.
  private mutating func descend() {
    while factor < formula.factors.count {
      if enclosing >= 0, position == choices[enclosing].branchEnd {
        position = choices[enclosing].end
        enclosing = choices[enclosing].enclosing
      } else if enclosing < 0, position == formula.factors[factor].upperBound {
        factor += 1
        guard factor < formula.factors.count else { return }
        position = formula.factors[factor].lowerBound
      } else {
        read(formula.nodes[position])
      }
    }
  }

  private mutating func read(_ node: FormulaNode) {
    switch node.kind {
    case .conjunction: position += 1
    case .disjunction:
      let first = position + 1
      choices.append(
        Choice(
          end: position + node.size, enclosing: enclosing, factor: factor, rowCount: rows.count,
          changeCount: box.changeCount, branchEnd: first + formula.nodes[first].size))
      enclosing = choices.count - 1
      position = first
    case .inputAtMost:
      box.bound(Int(node.index), atMost: node.value)
      position += 1
    case .inputAtLeast:
      box.bound(Int(node.index), atLeast: node.value)
      position += 1
    case .outputAtMost, .outputAtLeast, .difference, .row, .term:
      rows.append(position)
      position += node.size
    }
  }
}
