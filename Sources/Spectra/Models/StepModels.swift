// Step models: the ideal Poisson disk (a step pair correlation) and step blue noise (a step spectrum).

import Foundation
import NumericalMethods

/// Ideal Poisson disk points: no pair closer than `r0`, all other distances as in random points.
///
/// `G = 0` below `r0`, 1 above, so that `P(ν) = 1 - N V_d r0^d Λ_d(2πν r0)`. `P(0) >= 0` needs
/// `r0 <= r_c`; at `r_c` the spectrum starts as `(2πν r_c)² / (2(d+2))`.
public struct StepPairCorrelationModel: PairCorrelationModel, Hashable {
  public static let name = "step-pcf"
  public var label: FormulaLabel { .model }
  public static let formula = "P = 1 - N V_d r0^d L_d(2 pi nu r0)"

  public let count: Int
  public let dimension: Int
  public let radius: Double

  public init(count: Int, dimension: Int, radius: Double) {
    (self.count, self.dimension, self.radius) = (count, dimension, radius)
  }

  /// At the critical radius.
  public init(count: Int, dimension: Int) {
    let scales = DensityScales(count: count, dimension: dimension)
    self.init(count: count, dimension: dimension, radius: scales.radius)
  }

  /// At the critical radius, or at the side of the torus if that is less.
  ///
  /// A ball of a larger radius would hold copies of its own center: the sum `Σ_m (1 - P)` over the
  /// lattice would count each of them, and promise more than `N` points can hold.
  public static func onLattice(count: Int, dimension: Int) -> Self {
    let scales = DensityScales(count: count, dimension: dimension)
    return StepPairCorrelationModel(
      count: count, dimension: dimension, radius: min(1, scales.radius))
  }

  /// The share of the space that the exclusion balls would fill: `N V_d r0^d`.
  public var exclusion: Double {
    Double(count) * unitBallVolume(dimension) * pow(radius, Double(dimension))
  }

  public func power(frequency: Double) -> Double {
    1 - exclusion * normalizedBallTransform(dimension, 2 * .pi * frequency * radius)
  }

  public func pairCorrelation(distance: Double) -> Double { distance < radius ? 0 : 1 }

  /// Best: `1 - N V_d r0^d 1F2(d/2; d/2+1, d/2+1; -x²/4)` with `x = 2π ρ0 r0`.
  public func closedFormGain(over functions: BandlimitedClass) -> Double? {
    guard functions.envelope == .best else { return nil }
    let x = 2 * .pi * functions.bandwidth * radius
    return max(0, 1 - exclusion * meanBallTransform(dimension, x))
  }
}

/// Step blue noise: no power below `ν0`, that of random points above.
///
/// `G(r) = 1 - (V_d ν0^d / N) Λ_d(2πν0 r)`; `G(0) >= 0` needs `ν0 <= ν_c`.
public struct StepBlueNoiseModel: PairCorrelationModel, Hashable {
  public static let name = "step-blue-noise"
  public var label: FormulaLabel { .model }
  public static let formula = "P = 0 below nu0, 1 above"

  public let count: Int
  public let dimension: Int
  public let cutoff: Double
  /// No mode beyond this frequency is silent, though it be below the cut-off.
  private let reach: Double

  public init(count: Int, dimension: Int, cutoff: Double) {
    self.init(count: count, dimension: dimension, cutoff: cutoff, reach: .infinity)
  }

  private init(count: Int, dimension: Int, cutoff: Double, reach: Double) {
    (self.count, self.dimension, self.cutoff, self.reach) = (count, dimension, cutoff, reach)
  }

  /// At the critical frequency.
  public init(count: Int, dimension: Int) {
    let scales = DensityScales(count: count, dimension: dimension)
    self.init(count: count, dimension: dimension, cutoff: scales.frequency)
  }

  /// At the critical frequency, but silent in whole shells of the lattice only, with the origin at most
  /// `N` modes of them.
  ///
  /// On the torus points that never coincide have `Σ_{m≠0} (1 - P) = N - 1`. In many dimensions the
  /// ball of the critical frequency holds far more than `N` modes, though its volume is `N`.
  public static func onLattice(count: Int, dimension: Int) -> Self {
    StepBlueNoiseModel(
      count: count, dimension: dimension,
      cutoff: DensityScales(count: count, dimension: dimension).frequency,
      reach: SilentModes(dimension: dimension).reach(pairs: Double(count - 1) / 2))
  }

  public func power(frequency: Double) -> Double {
    // The cut-off itself counts as silent only if the lattice was counted.
    let isSilent = reach.isFinite ? frequency <= reach * (1 + 1e-12) : frequency < cutoff
    return isSilent ? 0 : 1
  }

  public func pairCorrelation(distance: Double) -> Double {
    let volume = unitBallVolume(dimension) * pow(cutoff, Double(dimension))
    return 1 - volume / Double(count)
      * normalizedBallTransform(dimension, 2 * .pi * cutoff * distance)
  }

  /// With `q = (ν0/ρ0)^d`, see ``stepBlueNoiseGain(_:dimension:envelope:)``.
  public func closedFormGain(over functions: BandlimitedClass) -> Double? {
    stepBlueNoiseGain(
      pow(cutoff / functions.bandwidth, Double(dimension)), dimension: dimension,
      envelope: functions.envelope)
  }
}

/// The variance of step blue noise as a share of that of random points, given `q = (ν0/ρ0)^d`, which
/// is `N/N*` at the critical frequency.
///
/// Best: `max(0, 1 - q)`. Worst: `1 - q/(d+1)` for `q <= 1`, `d/(d+1) q^{-1/d}` above.
public func stepBlueNoiseGain(
  _ ratio: Double, dimension: Int, envelope: BandlimitedClass.Envelope
) -> Double {
  let d = Double(dimension)
  guard envelope == .worst else { return max(0, 1 - ratio) }
  return ratio <= 1 ? 1 - ratio / (d + 1) : d / (d + 1) * pow(ratio, -1 / d)
}

/// How many times `N*` points of step blue noise halve the variance of the worst class:
/// `(2d/(d+1))^d`.
public func halfVarianceRatio(dimension: Int) -> Double {
  let d = Double(dimension)
  return pow(2 * d / (d + 1), d)
}
