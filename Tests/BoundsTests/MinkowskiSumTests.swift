import Bounds
import Tensors
import Testing

/// Sums of sets, against the sums of their points.
struct MinkowskiSumTests {
  private let center = normal([2, 3], .float64, seed: 1)

  @Test func rangesAreThoseOfEverySum() {
    let few = L0Ball(center: center, changes: 1, limits: Interval(center - 1, center + 2))
    let radius = Tensor(shape: [2, 3], scalars: [0.1, 0, 0.2, 0.5, 0.1, 0])
    let set = MinkowskiSum([few, Box(lower: -radius, upper: radius)])
    let corners = everyChoice([[Double]](repeating: [-1, 1], count: 3)).map { Tensor($0) * radius }
    let moves =
      [center]
      + (0..<3).flatMap { axis in
        [-1.0, 2].map { step in center + Tensor((0..<3).map { $0 == axis ? step : 0 }) }
      }
    expectSet(set, holds: moves.flatMap { move in corners.map { move + $0 } }, isExact: true)
    #expect(!set.isBox)
    #expect(MinkowskiSum([Box(Interval(center)), Box(Interval(center))]).isBox)
  }
}
