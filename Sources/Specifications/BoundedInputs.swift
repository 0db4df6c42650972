// A box that is tightened step by step and can take its last steps back.

/// A box under construction: it counts what is empty or unbounded, and remembers what it changed.
struct BoundedInputs {
  private struct Change {
    let index: Int
    let isUpper: Bool
    let previous: Double
  }

  private(set) var lower: [Double]
  private(set) var upper: [Double]
  /// How many inputs have no value left.
  private(set) var emptyCount: Int
  /// How many sides are still infinite.
  private(set) var unboundedCount: Int
  private var changes: [Change] = []

  init(lower: [Double], upper: [Double]) {
    self.lower = lower
    self.upper = upper
    emptyCount = lower.indices.count { lower[$0] > upper[$0] }
    unboundedCount = lower.count { $0 == -.infinity } + upper.count { $0 == .infinity }
  }

  /// How many changes can be taken back.
  var changeCount: Int { changes.count }

  mutating func bound(_ index: Int, atMost value: Double) {
    let previous = upper[index]
    guard value < previous else { return }
    changes.append(Change(index: index, isUpper: true, previous: previous))
    if previous == .infinity { unboundedCount -= 1 }
    if lower[index] <= previous, lower[index] > value { emptyCount += 1 }
    upper[index] = value
  }

  mutating func bound(_ index: Int, atLeast value: Double) {
    let previous = lower[index]
    guard value > previous else { return }
    changes.append(Change(index: index, isUpper: false, previous: previous))
    if previous == -.infinity { unboundedCount -= 1 }
    if previous <= upper[index], value > upper[index] { emptyCount += 1 }
    lower[index] = value
  }

  /// Takes changes back until only so many are left.
  mutating func restore(to count: Int) {
    while changes.count > count, let change = changes.popLast() {
      let index = change.index
      if lower[index] > upper[index] { emptyCount -= 1 }
      if change.isUpper { upper[index] = change.previous } else { lower[index] = change.previous }
      if lower[index] > upper[index] { emptyCount += 1 }
      if change.previous.isInfinite { unboundedCount += 1 }
    }
  }
}
