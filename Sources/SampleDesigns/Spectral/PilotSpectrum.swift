// Pilot spectrum: the power spectrum of a function, estimated from random runs.

import NumericalMethods
import PointSets

/// An unbiased estimate of `|f^(m)|²` from independent runs at even random points.
///
/// With centred values `y`, `|f^(m)|² ≈ (|Σ y e^{2πi m·x}|² - Σ y²) / (n (n-1))`. What rises above
/// `2 s²/n`, three times the level of a frequency that the function does not have, is kept. The
/// frequencies are those of a ball, and the harmonics of each axis up to `axisReach`: where a
/// function is not periodic, its power lies on the axes and falls slowly there.
struct PilotSpectrum {
  let modes: IntegerModes
  /// The estimate, 0 where it does not rise above the noise.
  let power: [Double]
  /// The variance of the values that no kept frequency accounts for.
  let rest: Double

  /// The highest harmonic of an axis that is looked at.
  static let axisReach = 32

  init(
    points: PointSet, values: [Double], radius: Double, design: String
  ) throws(DesignError) {
    guard points.count == values.count, values.count >= 8, values.allSatisfy(\.isFinite) else {
      throw .option(
        design: design, problem: "a pilot study needs at least 8 points with a finite value each")
    }
    let runs = Double(values.count)
    let mean = values.reduce(0, +) / runs
    let centred = values.map { $0 - mean }
    let square = centred.reduce(0) { $0 + $1 * $1 }
    guard square > 0 else {
      throw .option(design: design, problem: "the values of the pilot study are all the same")
    }
    do {
      modes = try Self.candidates(radius, points.dimension)
    } catch {
      throw .option(design: design, problem: "\(error)")
    }
    let sums = ModeSums(modes).sums(points.coordinates, values: centred)
    let variance = square / (runs - 1)
    power = zip(sums.real, sums.imaginary).map { real, imaginary in
      let estimate = (real * real + imaginary * imaginary - square) / (runs * (runs - 1))
      return estimate > 2 * variance / runs ? estimate : 0
    }
    rest = max(0, variance - 2 * power.reduce(0, +))
  }

  /// The kept frequencies by their power, and the others by what is left of the variance.
  ///
  /// Without the latter the points would be free to have much power where the function was not seen
  /// to have any, though it may.
  var weightedModes: WeightedModes {
    let others = Double(power.count { $0 == 0 })
    let floor = max(rest / (2 * max(1, others)), 1e-3 * (power.max() ?? 0))
    return WeightedModes(modes, weights: power.map { $0 > 0 ? $0 : floor })
  }

  /// The ball and the axes beyond it.
  private static func candidates(
    _ radius: Double, _ dimension: Int
  ) throws(ModeError) -> IntegerModes {
    let ball = try IntegerModes(ball: radius, dimension: dimension, limit: WeightedModes.limit)
    let first = Int(radius) + 1
    var components = ball.components
    for harmonic in first..<max(first, axisReach + 1) {
      for axis in 0..<dimension {
        components += (0..<dimension).map { $0 == axis ? Int32(harmonic) : 0 }
      }
    }
    return IntegerModes(components: components, dimension: dimension)
  }
}
