// Neighbouring disjuncts of one box, taken together; disjuncts of an empty box are dropped.

/// A walk through the disjuncts in groups that share a box.
struct DisjunctGroups {
  /// The most disjuncts of a group, so that a query of a million disjuncts is not held at once.
  static let sizeLimit = 4096

  private(set) var cursor: DisjunctCursor
  /// How many disjuncts were dropped so far because their box holds no input.
  private(set) var emptyCount = 0
  private var standsOnNext = false

  init(_ formula: Formula) {
    cursor = DisjunctCursor(formula)
  }

  /// Shows the disjuncts of the next group one by one and returns their box; nil at the end.
  mutating func next(_ visit: (DisjunctCursor) -> Void) -> InputBox? {
    guard standsOnNext || advance() else { return nil }
    // The arrays are shared until the cursor changes them, so the comparison below is mostly free.
    let (lower, upper) = (cursor.box.lower, cursor.box.upper)
    var count = 0
    repeat {
      visit(cursor)
      count += 1
      standsOnNext = advance()
    } while standsOnNext && count < Self.sizeLimit
      && cursor.box.lower == lower && cursor.box.upper == upper
    return InputBox(lower: lower, upper: upper)
  }

  private mutating func advance() -> Bool {
    while cursor.advance() {
      if cursor.box.emptyCount == 0 { return true }
      emptyCount += 1
    }
    return false
  }
}
