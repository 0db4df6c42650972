// BandlimitedClass: functions with power up to a cut-off frequency, and little or none beyond.

import Foundation
import NumericalMethods

/// The functions whose power spectrum is flat up to a cut-off frequency `ρ0`.
///
/// Their variance is 1 in all; only the shape of the spectrum matters.
///
/// ## References
///
/// - A. Pilleboue et al., *Variance Analysis for Monte Carlo Integration*, ACM TOG 34(4), 2015,
///   <https://doi.org/10.1145/2766930>.
public struct BandlimitedClass: Sendable, Hashable, Codable {
  /// What lies beyond the cut-off.
  public enum Envelope: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nothing: smooth periodic functions.
    case best
    /// Power that falls as `(ρ/ρ0)^{-d-1}`: functions with jumps, or that are not periodic.
    case worst
  }

  public let dimension: Int
  /// The cut-off frequency `ρ0` in cycles per side; at least 1, as slower waves are constants.
  public let bandwidth: Double
  public let envelope: Envelope

  public init(dimension: Int, bandwidth: Double, envelope: Envelope) {
    precondition(dimension > 0 && bandwidth >= 1, "no class up to \(bandwidth) cycles")
    (self.dimension, self.bandwidth, self.envelope) = (dimension, bandwidth, envelope)
  }

  /// The volume `N* = V_d ρ0^d` of the band: about how many frequencies it holds, and how many points
  /// step blue noise needs to silence it.
  public var bandVolume: Double {
    unitBallVolume(dimension) * pow(bandwidth, Double(dimension))
  }

  /// Whether the band's volume is no count of its frequencies: it holds few (`N* < 2d`), or half as many
  /// again as its volume says, as narrow bands in many dimensions do.
  public var needsLatticeCounts: Bool {
    if bandVolume < Double(2 * dimension) { return true }
    guard bandwidth <= 8, let pairs = independentModes else { return false }
    return 2 * pairs > 1.5 * bandVolume
  }

  /// How many pairs `±m` of frequencies the band holds; `nil` where they are too many to count.
  public var independentModes: Double? {
    guard bandwidth <= 100, bandVolume < 1e15 else { return nil }
    let limit = Int(bandwidth * bandwidth + 1e-9)
    return (LatticeCounts(dimension: dimension, limit: limit).count(0...limit) - 1) / 2
  }

  /// The power at a frequency, before normalization.
  public func power(frequency: Double) -> Double {
    if frequency <= bandwidth * (1 + 1e-12) { return 1 }
    return envelope == .best ? 0 : pow(frequency / bandwidth, -Double(dimension) - 1)
  }
}
