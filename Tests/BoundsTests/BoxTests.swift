import Bounds
import Tensors
import Testing

/// Boxes against all of their corners: a linear form is extreme at one of them.
struct BoxTests {
  /// Two problems, three inputs; the last input of the second is a point.
  private func box(_ type: ScalarType) -> Box {
    Box(
      lower: Tensor(shape: [2, 3], scalars: [-1.0, 0, 2, -3, -0.5, 1]).converted(to: type),
      upper: Tensor(shape: [2, 3], scalars: [1.0, 0.25, 5, -1, 0.5, 1]).converted(to: type))
  }

  /// The values of the rows at the eight corners, `[8, batch, rows]`.
  private func values(_ box: Box, _ rows: Tensor) -> Tensor {
    let corners = (0..<8).map { corner in
      let bits = Tensor((0..<3).map { Double(corner >> $0 & 1) }).converted(to: rows.scalarType)
      let point = box.box.lower + box.box.width * bits
      return (rows * point.addingAxis(1)).sum(along: [2]).addingAxis(0)
    }
    return Tensor.concatenating(corners, along: 0)
  }

  @Test(arguments: [ScalarType.float32, .float64], [1, 2])
  func extremesAreThoseOfTheCorners(type: ScalarType, batch: Int) {
    let box = box(type)
    let rows = normal([batch, 5, 3], type, seed: 4)
    let values = values(box, rows)
    let range = box.range(of: rows)
    #expect(isClose(range.lower, values.minimum(along: [0])))
    #expect(isClose(range.upper, values.maximum(along: [0])))
    #expect(isClose(box.minimum(of: rows), values.minimum(along: [0])))
  }

  @Test(arguments: [ScalarType.float32, .float64], [1, 2])
  func theMinimizerIsInsideAndAttainsTheMinimum(type: ScalarType, batch: Int) {
    let box = box(type)
    let rows = normal([batch, 5, 3], type, seed: 4)
    let point = box.minimizer(of: rows)
    #expect(point.shape == [2, 5, 3])
    #expect(isClose((rows * point).sum(along: [2]), box.minimum(of: rows)))
    let slack = 8 * type.epsilon
    #expect((point .>= box.box.lower.addingAxis(1) - slack).isTrueEverywhere)
    #expect((point .<= box.box.upper.addingAxis(1) + slack).isTrueEverywhere)
  }

  @Test func aBallOfTheMaximumNormIsABox() {
    let box = Box(center: pair(1, 2), radius: pair(0.5, 0))
    #expect(box.box.lower.scalars() == [0.5, 2])
    #expect(box.box.upper.scalars() == [1.5, 2])
    #expect(box.minimum(of: Tensor(shape: [1, 1, 2], scalars: [-2.0, 3])).scalars() == [3.0])
  }

  @Test func aRangeOfTheBatchIsTheBoxOfThoseProblems() {
    let part = box(.float64).batch(1..<2)
    #expect(part.batchCount == 1)
    #expect(part.box.lower.scalars() == [-3, -0.5, 1])
    let row = Tensor(shape: [1, 1, 3], scalars: [1.0, 1, 1])
    #expect(part.minimum(of: row).scalars() == [-2.5])
  }

  @Test func rowsThatAreNotNumbersHaveNoMinimum() {
    let rows = Tensor(shape: [1, 2, 3], scalars: [1.0, .nan, 0, 1, 0, 0])
    #expect(box(.float64).minimum(of: rows).isNaN.scalars() == [true, false, true, false])
    #expect(box(.float64).range(of: rows).upper.isNaN.scalars() == [true, false, true, false])
  }
}

/// Intervals: what is known together, and what NaN says.
struct IntervalTests {
  @Test func theIntersectionHoldsWhatBothHold() {
    let both = Interval(pair(0, 1), pair(3, 4)).intersected(with: Interval(pair(1, 0), pair(2, 5)))
    #expect(both.lower.scalars() == [1.0, 1])
    #expect(both.upper.scalars() == [2.0, 4])
  }

  @Test func anEndThatIsNotANumberIsNoBound() {
    let unknown = Interval(pair(.nan, 0), pair(1, .nan))
    let both = unknown.intersected(with: Interval(pair(-1, -1), pair(2, 2)))
    #expect(both.lower.scalars() == [-1.0, 0])
    #expect(both.upper.scalars() == [1.0, 2])
  }
}
