import Bounds
import Tensors
import Testing

/// Several inputs at once: each in a set of its own.
struct ProductSetTests {
  private let first = normal([2, 3], .float64, seed: 1)
  private let second = normal([2, 2, 2], .float64, seed: 2)
  private let point = normal([2, 1], .float64, seed: 3)

  private var parts: [any Perturbation] {
    [
      NormBall(center: first, radius: Tensor([0.5, 1.0]), kind: .two),
      L0Ball(center: second, changes: 1, limits: Interval(second - 1, second + 2)),
      Box(Interval(point)),
    ]
  }

  private func joined(_ parts: [Tensor]) -> Tensor {
    Tensor.concatenating(parts.map { $0.reshaped(to: [2, -1]) }, along: 1)
      .reshaped(to: [2, 1, 8])
  }

  @Test func rangesAddUpAndPointsOfThePartsJoin() {
    let set = ProductSet(parts, shape: [1, 8])
    #expect(set.box.shape == [2, 1, 8])
    var points: [Tensor] = []
    for seed in 20..<60 as Range<UInt64> {
      let ends = parts.map { part in
        part.minimizer(of: normal([1, 1] + part.box.shape.dropFirst(), .float64, seed: seed))
      }
      points.append(joined(ends))
    }
    expectSet(set, holds: points, isExact: false)
    let rows = normal([1, 4, 1, 8], .float64, seed: 5)
    #expect(isClose(valuesOf(rows, at: set.minimizer(of: rows)), set.minimum(of: rows)))
  }

  @Test func aProductOfBoxesIsTheirBox() {
    let ends = Interval(first - 1, first + 0.25)
    let corner = Interval(second, second + 3)
    let set = ProductSet([Box(ends), Box(corner), Box(Interval(point))], shape: [8])
    let whole = Box(
      lower: joined([ends.lower, corner.lower, point]).reshaped(to: [2, 8]),
      upper: joined([ends.upper, corner.upper, point]).reshaped(to: [2, 8]))
    let rows = normal([2, 5, 8], .float64, seed: 6)
    #expect(set.isBox)
    #expect(isClose(set.range(of: rows).lower, whole.range(of: rows).lower))
    #expect(isClose(set.range(of: rows).upper, whole.range(of: rows).upper))
    #expect(isClose(set.minimizer(of: rows), whole.minimizer(of: rows)))
  }

  @Test func aPartThatIsNoBoxMakesNone() {
    #expect(!ProductSet(parts, shape: [8]).isBox)
  }
}
