// The predicted gap on losses of known spectrum.

import Foundation
import NumericalMethods
import PointSets
import Testing

@testable import Experiments

struct IdentityGapTests {
  /// The prediction for the loss `1 + cos 2π x₁`, of which all power lies at one pair of modes.
  private func gap(_ design: [Double]) -> Double? {
    var generator = SeededGenerator(seed: 3)
    let fresh = PointSet(
      coordinates: (0..<4096).map { _ in generator.uniform() }, dimension: 2)
    let cell = ExperimentCell(function: "", design: "", count: 1, seed: 0, model: .gp)
    return IdentityGap.predict(
      GapQuestion(
        cell: cell, design: PointSet(coordinates: design, dimension: 2), points: fresh,
        losses: (0..<fresh.count).map { 1 + cos(2 * .pi * fresh[$0, 0]) }))
  }

  @Test func pointsThatClumpHaveTheGapOfAFullPeriodogram() throws {
    // Four equal points: P = 4, so Var = (1/4) · 2 · 4 · (1/4) = 1/2.
    let found = try #require(gap([0.1, 0.2, 0.1, 0.5, 0.1, 0.7, 0.1, 0.9]))
    #expect(abs(found - 0.5.squareRoot()) < 0.05)
  }

  @Test func evenPointsHaveAlmostNoGap() throws {
    let found = try #require(gap([0, 0.2, 0.25, 0.5, 0.5, 0.7, 0.75, 0.9]))
    #expect(found < 0.12)
  }
}
