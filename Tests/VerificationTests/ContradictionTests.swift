import Specifications
import Testing
import Verification

/// Regions that no input belongs to, as far as their constraints tell.
struct ContradictionTests {
  private let square = InputBox(lower: [0, 0], upper: [1, 1])

  @Test func oneConstraintBeyondTheBox() {
    let constraints = LinearConstraints(rows: [[1, 0], [1, 1]], limits: [2, -0.5])
    #expect(constraints.contradiction(within: square) == [1])
  }

  @Test func aRowOfZerosBelowItsLimit() {
    #expect(LinearConstraints(rows: [[0, 0]], limits: [-1]).contradiction(within: square) == [0])
    #expect(LinearConstraints(rows: [[0, 0]], limits: [0]).contradiction(within: square) == nil)
  }

  @Test func twoThatExcludeEachOther() {
    // x + y ≤ 0.5 and x + y ≥ 1, beside one that has nothing to do with it.
    let constraints = LinearConstraints(
      rows: [[1, 1], [1, -1], [-1, -1]], limits: [0.5, 0.1, -1])
    #expect(constraints.contradiction(within: square) == [0, 2])
  }

  @Test func threeOfWhichEachPairHasInputs() {
    // x ≥ y + 0.6, y ≥ 0.5, x ≤ 0.9.
    let constraints = LinearConstraints(
      rows: [[-1, 1], [0, -1], [1, 0]], limits: [-0.6, -0.5, 0.9])
    #expect(constraints.contradiction(within: InputBox(lower: [-9, -9], upper: [9, 9])) != nil)
    for left in 0..<3 {
      let places = [0, 1, 2].filter { $0 != left }
      let pair = LinearConstraints(
        rows: places.map { constraints.rows[$0] }, limits: places.map { constraints.limits[$0] })
      #expect(pair.contradiction(within: InputBox(lower: [-9, -9], upper: [9, 9])) == nil)
    }
  }

  @Test func aSinglePointIsNotEmpty() {
    // x + y ≥ 2 leaves one corner; a thousandth more leaves none.
    for (limit, isEmpty) in [(-2.0, false), (-2.001, true)] {
      let corner = LinearConstraints(rows: [[-1, -1]], limits: [limit])
      #expect((corner.contradiction(within: square) != nil) == isEmpty)
    }
    let line = LinearConstraints(rows: [[0.1, 0.3], [-0.1, -0.3]], limits: [0.2, -0.2])
    #expect(line.contradiction(within: square) == nil)
  }

  /// Constraints that pass through an input of the box, as nearly as rounding lets them.
  @Test(arguments: 1...300) func aRegionWithAnInputIsNeverEmpty(seed: UInt64) {
    var random = SeededNumbers(state: seed)
    let count = 1 + Int(seed % 6)
    let point = (0..<4).map { _ in random.next() }
    let box = InputBox(
      lower: point.map { $0 - (seed % 3 == 0 ? 0 : random.next().magnitude) },
      upper: point.map { $0 + (seed % 5 == 0 ? 0 : random.next().magnitude) })
    let rows = (0..<count).map { _ in (0..<4).map { _ in random.next() } }
    let limits = rows.map { row in zip(row, point).reduce(0) { $0 + $1.0 * $1.1 } }
    let constraints = LinearConstraints(rows: rows, limits: limits)
    #expect(constraints.contains(point))
    #expect(constraints.contradiction(within: box) == nil)
  }

  /// The same with one more that takes the input away: -Σ of the others, a little less.
  @Test(arguments: 1...50) func theSumOfConstraintsTurnedRoundIsFound(seed: UInt64) {
    var random = SeededNumbers(state: seed)
    let rows = (0..<3).map { _ in (0..<5).map { _ in random.next() } }
    let limits = (0..<3).map { _ in random.next() }
    let sum = (0..<5).map { element in -rows.map { $0[element] }.reduce(0, +) }
    let constraints = LinearConstraints(
      rows: rows + [sum], limits: limits + [-limits.reduce(0, +) - 1e-6])
    let wide = [Double](repeating: 50, count: 5)
    #expect(
      constraints.contradiction(within: InputBox(lower: wide.map { -$0 }, upper: wide)) != nil)
  }
}

/// Seeded numbers between -1 and 1.
private struct SeededNumbers {
  var state: UInt64

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(Int64(bitPattern: state)) / 9.3e18
  }
}
