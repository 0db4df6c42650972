// What a walk through all disjuncts finds: how many there are, and an input that one leaves unbounded.

/// The counts of a formula's disjuncts.
struct DisjunctSurvey {
  private(set) var queryCount = 0
  private(set) var disjunctCount = 0
  private(set) var emptyCount = 0
  /// The first input that a disjunct leaves unbounded, and on which side.
  private(set) var unbounded: (input: Int, side: BoundSide)?

  init(of formula: Formula) {
    var groups = DisjunctGroups(formula)
    var count = 0
    var isUnbounded = false
    let visit = { (disjunct: DisjunctCursor) in
      count += 1
      isUnbounded = disjunct.box.unboundedCount > 0
    }
    while let box = groups.next(visit) {
      queryCount += 1
      if isUnbounded, unbounded == nil { unbounded = Self.unbounded(in: box) }
    }
    disjunctCount = count
    emptyCount = groups.emptyCount
  }

  private static func unbounded(in box: InputBox) -> (input: Int, side: BoundSide)? {
    if let input = box.lower.firstIndex(of: -.infinity) { return (input, .lower) }
    if let input = box.upper.firstIndex(of: .infinity) { return (input, .upper) }
    return nil
  }
}
