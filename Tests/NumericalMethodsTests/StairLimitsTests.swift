import Foundation
import NumericalMethods
import Testing
import _GoldenTestSupport

struct StairLimitsTests {
  @Test func aStairOfHeightOneIsTheStep() {
    let limits = StairLimits(dimension: 3, height: 1)
    #expect(limits.lower == 1 && limits.upper == 1)
  }

  @Test(arguments: [1, 2, 3, 5, 10]) func theTransformTouchesZeroAndGoesNoLower(
    _ dimension: Int
  ) {
    for height in [1.1, 1.5, 3] {
      let limits = StairLimits(dimension: dimension, height: height)
      let power = { (x: Double) in pow(x, Double(dimension)) }
      let least = stride(from: 0, through: 60, by: 0.01).map { t in
        1 - height * power(limits.lower) * normalizedBallTransform(dimension, limits.lower * t)
          - (1 - height) * power(limits.upper)
          * normalizedBallTransform(dimension, limits.upper * t)
      }.min()
      #expect(abs(least ?? 1) < 1e-4)
    }
  }

  @Test func higherStairsReachFartherAndAreThinner() {
    let limits = [1.1, 1.25, 1.5, 2, 3].map { StairLimits(dimension: 3, height: $0) }
    #expect(zip(limits, limits.dropFirst()).allSatisfy { $0.lower < $1.lower })
    #expect(
      zip(limits, limits.dropFirst()).allSatisfy {
        $0.upper / $0.lower > $1.upper / $1.lower
      })
  }

  @Test(.enabled(if: SharedFolder.exists, "the shared folder is not here"))
  func limitsAreThoseOfTheTable() throws {
    let path = SharedFolder.path + "/golden/design/stair_limits.json"
    let table = try JSONDecoder().decode(
      [String: [String: [Double]]].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    for (dimension, row) in table {
      for (height, expected) in row {
        let (dimension, height) = (try #require(Int(dimension)), try #require(Double(height)))
        // The table is of the best ratio on a grid from 1.02 to 2.2 in steps of 0.0133, so that
        // ours, over all ratios, reaches a little farther.
        let same = StairLimits(dimension: dimension, height: height, ratio: expected[1])
        #expect(abs(same.lower - expected[0]) < 1e-3, "d = \(dimension), H = \(height)")
        let best = StairLimits(dimension: dimension, height: height)
        let gain = best.lower - expected[0]
        #expect(gain > -1e-5 && (gain < 2.5e-3 || expected[1] == 2.2), "\(dimension) \(height)")
      }
    }
  }
}
