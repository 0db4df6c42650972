import Bounds
import Tensors
import Testing

/// Balls of the L2 and L1 norm against dense samples of them.
struct NormBallTests {
  static let kinds = [NormBall.Kind.two, .one]

  /// The rows that are asked about: [1, 4, 2].
  let rows = Tensor(shape: [1, 4, 2], scalars: [3.0, 4, -1, 0.5, 0, -2, -1, -1])

  /// Offsets that cover the unit ball of the plane: a fine grid, and its border.
  private func unitPoints(_ kind: NormBall.Kind) -> Tensor {
    let grid = Tensor.range(81, as: .float64) * (1.0 / 40) - 1
    let points = Tensor.concatenating(
      [
        grid.reshaped(to: [81, 1, 1]).expanded(to: [81, 81, 1]),
        grid.reshaped(to: [1, 81, 1]).expanded(to: [81, 81, 1]),
      ], along: 2
    ).reshaped(to: [-1, 2])
    let length =
      switch kind {
      case .two: points.squared.sum(along: [1], keepingAxes: true).squareRoot
      case .one: points.magnitude.sum(along: [1], keepingAxes: true)
      }
    // What is outside moves to the border.
    return points / Tensor.maximum(length, length.filled(with: 1))
  }

  /// The values of the rows at the points, `[points, 4]`.
  private func values(_ points: Tensor) -> Tensor {
    points.matmul(rows.reshaped(to: [4, 2]).transposed(0, 1))
  }

  private func ball(_ kind: NormBall.Kind, limits: Interval? = nil) -> NormBall {
    NormBall(center: pair(1, -2), radius: Tensor([0.5]), kind: kind, limits: limits)
  }

  @Test func rangesFollowTheDualNorm() {
    // Row 3 x + 4 y at (1, -2) is -5; its dual norms are 5 and 4, its reach half of them.
    #expect(ball(.two).range(of: rows).lower.scalars(as: Double.self)[0] == -7.5)
    #expect(ball(.two).range(of: rows).upper.scalars(as: Double.self)[0] == -2.5)
    #expect(ball(.one).range(of: rows).lower.scalars(as: Double.self)[0] == -7)
    #expect(ball(.one).range(of: rows).upper.scalars(as: Double.self)[0] == -3)
  }

  @Test(arguments: kinds)
  func samplesReachTheRangeAndNeverLeaveIt(kind: NormBall.Kind) {
    let values = values(pair(1, -2) + unitPoints(kind) * 0.5)
    let range = ball(kind).range(of: rows)
    let (least, most) = (values.minimum(along: [0]), values.maximum(along: [0]))
    #expect((least.addingAxis(0) .>= range.lower - 1e-12).isTrueEverywhere)
    #expect((most.addingAxis(0) .<= range.upper + 1e-12).isTrueEverywhere)
    #expect((least.addingAxis(0) .<= range.lower + 0.01).isTrueEverywhere)
    #expect((most.addingAxis(0) .>= range.upper - 0.01).isTrueEverywhere)
  }

  @Test(arguments: kinds)
  func theMinimizerIsInsideAndAttainsTheMinimum(kind: NormBall.Kind) {
    let ball = ball(kind)
    let point = ball.minimizer(of: rows)
    #expect(point.shape == [1, 4, 2])
    #expect(isClose((rows * point).sum(along: [2]), ball.minimum(of: rows)))
    let offset = point - pair(1, -2).addingAxis(1)
    let length =
      kind == .two ? offset.squared.sum(along: [2]).squareRoot : offset.magnitude.sum(along: [2])
    #expect((length .<= 0.5 + 1e-12).isTrueEverywhere)
  }

  @Test(arguments: kinds)
  func aRowOfZerosIsZero(kind: NormBall.Kind) {
    let zero = Tensor(repeating: 0, shape: [1, 1, 2], as: .float64)
    #expect(ball(kind).range(of: zero).lower.scalars() == [0.0])
    #expect(ball(kind).minimizer(of: zero).isFinite.isTrueEverywhere)
  }

  @Test(arguments: kinds)
  func clippedBallsAreSoundAndNoLooserThanEachPart(kind: NormBall.Kind) {
    let limits = Interval(pair(0.9, -5), pair(3, -1.8))
    let whole = unitPoints(kind) * 0.5 + pair(1, -2)
    let isInside = ((whole .>= limits.lower) .& (whole .<= limits.upper)).all(along: [1])
    let points = whole.selecting(isInside.indicesOfNonzero.flattened, along: 0)
    #expect(points.shape[0] > 100)
    let range = ball(kind, limits: limits).range(of: rows)
    let values = values(points)
    #expect((values.minimum(along: [0]).addingAxis(0) .>= range.lower - 1e-12).isTrueEverywhere)
    #expect((values.maximum(along: [0]).addingAxis(0) .<= range.upper + 1e-12).isTrueEverywhere)

    let reach = Tensor(repeating: 0.5, shape: [1, 2], as: .float64)
    let around = Interval(pair(1, -2) - reach, pair(1, -2) + reach)
    for part in [
      ball(kind).range(of: rows), Box(around.intersected(with: limits)).range(of: rows),
    ] {
      #expect((range.lower .>= part.lower - 1e-12).isTrueEverywhere)
      #expect((range.upper .<= part.upper + 1e-12).isTrueEverywhere)
    }
    #expect((range.lower .> ball(kind).range(of: rows).lower + 1e-3).isTrueSomewhere)
  }

  @Test(arguments: kinds)
  func theMinimizerOfAClippedBallAttainsItsMinimum(kind: NormBall.Kind) {
    let clipped = ball(kind, limits: Interval(pair(0.9, -5), pair(3, -1.8)))
    let point = clipped.minimizer(of: rows)
    #expect(isClose((rows * point).sum(along: [2]), clipped.minimum(of: rows)))
  }

  @Test(arguments: kinds)
  func theBoxHoldsTheBallAndTheLimits(kind: NormBall.Kind) {
    #expect(ball(kind).box.lower.scalars() == [0.5, -2.5])
    #expect(ball(kind).box.upper.scalars() == [1.5, -1.5])
    let clipped = ball(kind, limits: Interval(pair(0.75, -9), pair(9, -2)))
    #expect(clipped.box.lower.scalars() == [0.75, -2.5])
    #expect(clipped.box.upper.scalars() == [1.5, -2])
  }

  @Test(arguments: kinds)
  func problemsOfABatchHaveBallsOfTheirOwn(kind: NormBall.Kind) {
    let center = Tensor(shape: [2, 2], scalars: [1.0, -2, 0, 3])
    let both = NormBall(center: center, radius: Tensor([0.5, 2]), kind: kind)
    for problem in 0..<2 {
      let one = NormBall(
        center: center.slice(problem..<problem + 1), radius: Tensor([problem == 0 ? 0.5 : 2]),
        kind: kind)
      for part in [both.batch(problem..<problem + 1).range(of: rows), one.range(of: rows)] {
        #expect(isClose(part.lower, both.range(of: rows).lower.slice(problem..<problem + 1)))
      }
      #expect(
        isClose(one.minimizer(of: rows), both.minimizer(of: rows).slice(problem..<problem + 1)))
    }
  }

  /// The square of a small number is zero, and of a large one infinite: neither may decide a norm.
  @Test(arguments: [1e-30, 1e30])
  func normsOfSmallAndLargeRowsStayInSinglePrecision(size: Double) {
    let row = (Tensor(shape: [1, 1, 2], scalars: [3.0, 4]) * size).converted(to: .float32)
    let ball = NormBall(
      center: pair(0, 0).converted(to: .float32), radius: Tensor(repeating: 1, shape: [1]),
      kind: .two)
    let reach = ball.range(of: row).upper.scalar / size
    #expect(abs(reach - 5) < 1e-5)
    let least = (ball.minimizer(of: row) * row).sum().scalar / size
    #expect(abs(least + 5) < 1e-5)
  }

  @Test(arguments: kinds)
  func radiiOfTheirOwnScaleTheElements(kind: NormBall.Kind) {
    // In units of the radii the set is the unit ball.
    let radii = Tensor(shape: [2, 2], scalars: [0.5, 2, 3, 0])
    let center = Tensor(shape: [2, 2], scalars: [1.0, -2, 0, 3])
    let points = unitPoints(kind)
    let spread = (0..<points.shape[0]).filter { $0 % 7 == 0 }.map {
      center + radii * points.slice($0..<$0 + 1)
    }
    let set = NormBall(center: center, radii: radii, kind: kind)
    expectSet(set, holds: spread, isExact: false)
    let rows = normal([1, 6, 2], .float64, seed: 9)
    #expect(isClose(valuesOf(rows, at: set.minimizer(of: rows)), set.minimum(of: rows)))
    let unit = NormBall(
      center: center.filled(with: 0), radius: Tensor([1.0, 1]), kind: kind
    ).range(of: rows * radii.addingAxis(1))
    let middle = valuesOf(rows, at: center.addingAxis(1))
    #expect(isClose(set.range(of: rows).lower, unit.lower + middle))
    #expect(isClose(set.box.lower, center - radii))
  }

  @Test(arguments: kinds)
  func equalRadiiAreOneRadius(kind: NormBall.Kind) {
    let limits = Interval(pair(0.9, -5), pair(3, -1.8))
    let equal = NormBall(
      center: pair(1, -2), radii: pair(0.5, 0.5), kind: kind, limits: limits)
    let one = ball(kind, limits: limits)
    #expect(isClose(equal.range(of: rows).lower, one.range(of: rows).lower))
    #expect(isClose(equal.range(of: rows).upper, one.range(of: rows).upper))
    #expect(isClose(equal.minimizer(of: rows), one.minimizer(of: rows)))
    #expect(equal.box == one.box)
  }
}
