import Foundation
import NumericalMethods
import PointSets
import Testing
import _DesignTestSupport

@testable import SampleDesigns

struct BlueNoiseTests {
  /// The mean power of one realization over the frequencies of a ring.
  private func meanPower(
    _ points: PointSet, from inner: Double, to outer: Double
  ) throws -> Double {
    let modes = try IntegerModes(ball: outer, dimension: points.dimension)
    let (real, imaginary) = ModeSums(modes).sums(points.coordinates)
    let ring = (0..<modes.count).filter { Double(modes.squaredLength($0)) > inner * inner }
    return ring.reduce(0) { $0 + real[$1] * real[$1] + imaginary[$1] * imaginary[$1] }
      / Double(ring.count * points.count)
  }

  private func scaleFrequency(_ count: Int, _ dimension: Int) -> Double {
    pow(Double(count) / unitBallVolume(dimension), 1 / Double(dimension))
  }

  @Test func measure() throws {
    for (n, d) in [(256, 2), (400, 2), (400, 3), (400, 4)] {
      for stair in [false, true] {
        var generator = SeededGenerator(seed: 1)
        let clock = ContinuousClock()
        let start = clock.now
        let design: any Design = stair ? try StairBlueNoise() : StepBlueNoise()
        let p = try design.points(n, dimension: d, using: &generator)
        let time = clock.now - start
        let c = scaleFrequency(n, d)
        let l = StairLimits(dimension: d, height: stair ? 1.25 : 1)
        print(
          n, d, stair, "low", try meanPower(p, from: 0, to: 2), "band",
          try meanPower(p, from: 0, to: 0.85 * c), try meanPower(p, from: 0, to: l.lower * c),
          "ring", try meanPower(p, from: l.lower * c, to: max(l.upper, 1.3) * c), "far",
          try meanPower(p, from: 2 * c, to: 3 * c), time)
      }
    }
  }
}
