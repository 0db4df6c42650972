// IdentityGap: the gap that the variance identity predicts for a trained model's loss.

import Foundation
import NumericalMethods
import PointSets
import SamplePlanning

/// The gap by the variance identity, with both spectra measured: that of the loss from fresh random
/// points, that of the design from its own points.
///
/// The identity holds for a hypothesis fixed before the points are seen. A trained model is not, so
/// this is a model beside the measured gap, not a bound on it. Cost: modes times fresh points.
public enum IdentityGap {
  /// The most fresh points that the loss's spectrum is estimated from.
  public static let freshPoints = 2048

  /// The root mean square of the gap; nothing where the loss is constant.
  @Sendable
  public static func predict(_ question: GapQuestion) -> Double? {
    let fresh = Array(0..<min(freshPoints, question.points.count))
    var generator = SeededGenerator(seed: 0)
    guard
      let loss = try? PilotSpectrum(
        points: question.points.selecting(fresh),
        outputs: Array(question.losses.prefix(fresh.count)),
        resamplings: 0, using: &generator)
    else { return nil }
    let modes = loss.function.modes
    let powers = loss.function.powers.indices.map { mode in
      loss.function.powers[mode] > 0 ? periodogram(question.design, modes, mode) : 0
    }
    let gap = try? GapPrediction.identity(
      loss.function, measuredPowers: powers, count: question.design.count)
    return gap?.gapRMS
  }

  /// `|Σ e^{-2πi m·x}|² / N` of one mode.
  private static func periodogram(
    _ points: PointSet, _ modes: IntegerModes, _ mode: Int
  ) -> Double {
    var (real, imaginary) = (0.0, 0.0)
    for point in 0..<points.count {
      let turns = (0..<points.dimension).reduce(0.0) {
        $0 + Double(modes[mode, $1]) * points[point, $1]
      }
      let angle = 2 * Double.pi * (turns - turns.rounded())
      real += cos(angle)
      imaginary += sin(angle)
    }
    return (real * real + imaginary * imaginary) / Double(points.count)
  }
}
