// PilotSpectrum: the power of an unknown function, estimated from a few random runs.

import Foundation
public import NumericalMethods
public import PointSets

/// The power of an unknown function, estimated from runs at random points.
///
/// With `y` the centred outputs of `n` runs, `|f^(m)|² ≈ (|Σ y e^{-2πi m·x}|² - Σ y²) / (n(n-1))` has no
/// bias; what exceeds twice its noise, `2 s²/n`, is kept (more, where so many modes are estimated that
/// noise alone would seem to hold 5% of the power); all other power is taken to lie where designs do
/// nothing about it. Predictions are therefore mostly too high, and far too high for very smooth
/// functions; they are no bounds, as what is kept is chosen for being large and is overrated.
///
/// The points must be random (or a Latin hypercube): those of a design would hide the power that the
/// design suppresses.
public struct PilotSpectrum: Sendable, Hashable {
  /// The kept powers, and the rest.
  public let function: FunctionSpectrum
  /// The same from resampled runs.
  public let resampled: [FunctionSpectrum]
  /// The standard deviation `s` of the outputs.
  public let deviation: Double
  public let runs: Int

  /// The fewest runs that are taken, whatever the dimension.
  public static let leastRuns = 30
  /// The fewest runs for each dimension: half as many modes as runs must hold a wave along each axis.
  public static let leastRunsAnAxis = 2
  /// The most modes that are estimated.
  public static let mostModes = 512

  /// Estimates the spectrum from points of the unit cube and an output at each.
  ///
  /// Modes: balls of whole shells with at most half as many pairs as runs, and harmonics of the axes.
  /// Cost: modes times runs times resamplings.
  public init(
    points: PointSet, outputs: [Double], resamplings: Int, using generator: inout SeededGenerator
  ) throws(PlanError) {
    let runs = points.count
    let needed = max(Self.leastRuns, Self.leastRunsAnAxis * points.dimension)
    guard runs >= needed else { throw .tooFewRuns(count: runs, needed: needed) }
    guard outputs.count == runs else {
      throw .countMismatch(what: "outputs", count: outputs.count, needed: runs)
    }
    if let row = outputs.firstIndex(where: { !$0.isFinite }) {
      throw .outputNotFinite(row: row + 1, value: outputs[row])
    }
    let waves = Waves(points: points, modes: Self.modes(points.dimension, runs: runs))
    let once = [Double](repeating: 1, count: runs)
    guard let first = waves.spectrum(outputs, weights: once) else { throw .constantOutput }
    var resampled: [FunctionSpectrum] = []
    for _ in 0..<max(0, resamplings) {
      var weights = [Double](repeating: 0, count: runs)
      for _ in 0..<runs { weights[generator.index(below: runs)] += 1 }
      // A resample of equal outputs says nothing.
      if let spectrum = waves.spectrum(outputs, weights: weights) { resampled.append(spectrum) }
    }
    (function, self.resampled, self.runs) = (first, resampled, runs)
    deviation = first.variance.squareRoot()
  }

  /// Whole shells while they hold at most half as many pairs as there are runs, then axis harmonics.
  private static func modes(_ dimension: Int, runs: Int) -> IntegerModes {
    let limit = min(runs / 2, mostModes)
    var ball = IntegerModes(components: [], dimension: dimension)
    var square = 1
    while square <= 4096 {
      let radius = Double(square).squareRoot()
      guard let next = try? IntegerModes(ball: radius, dimension: dimension, limit: limit) else {
        break
      }
      (ball, square) = (next, square + 1)
    }
    var components = ball.components
    let reach = Int(Double(square - 1).squareRoot())
    let harmonics = min(16, max(1, limit / (2 * dimension)))
    if harmonics > reach {
      for frequency in reach + 1...harmonics {
        for axis in 0..<dimension {
          components += (0..<dimension).map { $0 == axis ? Int32(frequency) : 0 }
        }
      }
    }
    return IntegerModes(components: components, dimension: dimension)
  }
}

/// The waves of some modes at some points.
private struct Waves {
  let modes: IntegerModes
  let runs: Int
  /// Mode after mode.
  var cosines: [Double] = []
  var sines: [Double] = []

  init(points: PointSet, modes: IntegerModes) {
    (self.modes, runs) = (modes, points.count)
    for mode in 0..<modes.count {
      for point in 0..<points.count {
        var turns = 0.0
        for axis in 0..<points.dimension {
          turns += Double(modes[mode, axis]) * points[point, axis]
        }
        let angle = 2 * Double.pi * (turns - turns.rounded())
        cosines.append(cos(angle))
        sines.append(sin(angle))
      }
    }
  }

  /// The least power that is kept, in units of the noise, `s²/n` for runs of equal weight.
  ///
  /// The estimate of a mode without power is an exponential variable less its mean; what noise alone
  /// lifts above a ratio `t` holds the share `2M/n (t+1) e^{-(t+1)}` of the variance at most.
  private var thresholdRatio: Double {
    var ratio = 2.0
    while 2 * Double(modes.count) / Double(runs) * (ratio + 1) * exp(-ratio - 1) > 0.05 {
      ratio += 0.1
    }
    return ratio
  }

  /// The kept powers of weighted runs, nil if the outputs are all the same; pairs of copies of one run
  /// are left out of the estimate as a run with itself is.
  func spectrum(_ outputs: [Double], weights: [Double]) -> FunctionSpectrum? {
    let total = weights.reduce(0, +)
    let mean = zip(outputs, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    let centred = zip(outputs, weights).map { ($0 - mean) * $1 }
    let variance = zip(outputs, centred).reduce(0) { $0 + ($1.0 - mean) * $1.1 } / (total - 1)
    // Rounding alone makes a constant vary by less.
    let largest = outputs.reduce(0) { max($0, abs($1)) }
    guard variance.squareRoot() > 1e-12 * largest, variance.isFinite else { return nil }
    let own = centred.reduce(0) { $0 + $1 * $1 }
    let pairs = total * total - weights.reduce(0) { $0 + $1 * $1 }
    // The noise of a weighted sum; runs that are drawn twice add to it.
    let noise = variance * weights.reduce(0) { $0 + $1 * $1 } / (total * total)
    let threshold = thresholdRatio * noise
    var powers = (0..<modes.count).map { mode in
      var (real, imaginary) = (0.0, 0.0)
      for run in 0..<runs {
        real += centred[run] * cosines[mode * runs + run]
        imaginary += centred[run] * sines[mode * runs + run]
      }
      let power = (real * real + imaginary * imaginary - own) / pairs
      return power > threshold ? power : 0
    }
    // Noise may lift the kept powers above the whole.
    let held = 2 * powers.reduce(0, +)
    if held > variance { powers = powers.map { $0 * variance / held } }
    return FunctionSpectrum(modes: modes, powers: powers, rest: max(0, variance - held))
  }
}
