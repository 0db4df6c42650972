import Bounds
import Tensors
import Testing

/// Few changed elements, against every way to change them.
struct L0BallTests {
  /// Two problems of four elements; the center of one element lies outside its interval.
  private let center = normal([2, 2, 2], .float64, seed: 1)
  private var limits: Interval {
    let below = normal([2, 2, 2], .float64, seed: 2).magnitude
    let above = normal([2, 2, 2], .float64, seed: 3).magnitude
    let shift = Tensor(shape: [1, 2, 2], scalars: [0.0, 0, 5, 0])
    return Interval(center - below + shift, center + above + shift)
  }

  /// Each element stays, or goes to an end of its interval.
  private func points(changes: Int) -> [Tensor] {
    everyChoice([[Int]](repeating: [0, 1, 2], count: 4))
      .filter { $0.count { $0 != 0 } <= changes }
      .map { choice in
        let kind = Tensor(choice.map(Double.init)).reshaped(to: [1, 2, 2])
        let moved = limits.lower.selected(where: kind .== 1, else: limits.upper)
        return center.selected(where: kind .== 0, else: moved)
      }
  }

  @Test(arguments: 0...5) func rangesAreThoseOfEveryChange(changes: Int) {
    expectSet(
      L0Ball(center: center, changes: changes, limits: limits),
      holds: points(changes: changes), isExact: true)
  }

  @Test(arguments: [1, 2]) func theMinimizerChangesNoMoreThanAllowed(changes: Int) {
    let set = L0Ball(center: center, changes: changes, limits: limits)
    let point = set.minimizer(of: normal([2, 7, 2, 2], .float64, seed: 4))
    let moved = (.!(point .== center.addingAxis(1))).converted(to: .float64)
    #expect((moved.sum(along: [2, 3]) .<= Double(changes)).isTrueEverywhere)
  }

  @Test func asManyChangesAsElementsAreABox() {
    let inside = Interval(center - 1, center + 0.5)
    let rows = normal([1, 5, 2, 2], .float64, seed: 6)
    let (all, box) = (L0Ball(center: center, changes: 4, limits: inside), Box(inside))
    #expect(isClose(all.range(of: rows).lower, box.range(of: rows).lower))
    #expect(isClose(all.range(of: rows).upper, box.range(of: rows).upper))
  }

  @Test func rowsThatAreNotNumbersHaveNoMinimum() {
    let rows = Tensor(shape: [1, 2, 2, 2], scalars: [1.0, .nan, 0, 1, 0, 0, 1, 1])
    let set = L0Ball(center: center, changes: 1, limits: limits)
    #expect(set.minimum(of: rows).isNaN.scalars() == [true, false, true, false])
  }
}
