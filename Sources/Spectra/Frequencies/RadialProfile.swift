// RadialProfile: the power by length of the frequency, with its error and its anisotropy.

internal import Foundation
internal import NumericalMethods

/// The power of a design averaged over the shells `round(|m|) = k`.
public struct RadialProfile: Sendable, Hashable, Codable {
  /// One shell of frequencies.
  public struct Shell: Sendable, Hashable, Codable {
    /// The number `k` of the shell.
    public let frequency: Int
    /// The mean length of its modes.
    public let meanLength: Double
    /// The modes that were taken, one of each pair.
    public let modeCount: Int
    /// The mean power over modes and realizations.
    public let mean: Double
    /// The standard error from the spread of the modes within the shell; `nil` for a single mode.
    ///
    /// For a design whose power depends on the direction it is too large.
    public let errorWithin: Double?
    /// The standard error from the spread of the realizations; `nil` for a single one.
    public let errorBetween: Double?
    /// The variance of the power within the shell over its square mean, times the realizations: 1
    /// for an isotropic random design, more where the power depends on the direction; `nil` where
    /// the powers differ by rounding alone, and for a single mode.
    public let anisotropy: Double?

    /// The standard error to draw: between realizations where there are several.
    public var error: Double? { errorBetween ?? errorWithin }
  }

  public let shells: [Shell]

  /// The anisotropy of all shells, each weighted by its modes, in decibels: about 0 for an isotropic
  /// random design, well above where the power depends on the direction.
  ///
  /// ## References
  ///
  /// - R. Ulichney, *Digital Halftoning*, MIT Press, 1987, chapter 3.
  public var anisotropyInDecibels: Double? {
    let known = shells.filter { $0.anisotropy != nil }
    let modes = known.reduce(0) { $0 + $1.modeCount }
    let sum = known.reduce(0) { $0 + Double($1.modeCount) * ($1.anisotropy ?? 0) }
    return modes > 0 && sum > 0 ? 10 * log10(sum / Double(modes)) : nil
  }

  /// The shells of some modes; `powers`: of each realization, at each mode.
  init(modes: IntegerModes, powers: [[Double]], upTo reach: Int) {
    var members = [[Int]](repeating: [], count: reach + 1)
    for mode in modes.indices {
      members[Int(Double(modes.squaredLength(mode)).squareRoot().rounded())].append(mode)
    }
    shells = (1...reach).filter { !members[$0].isEmpty }.map { shell in
      Shell(shell, members[shell], modes, powers)
    }
  }
}

extension RadialProfile.Shell {
  init(_ frequency: Int, _ members: [Int], _ modes: IntegerModes, _ powers: [[Double]]) {
    let perMode = meanAndError(
      members.map { mode in powers.reduce(0) { $0 + $1[mode] } / Double(powers.count) })
    let perRealization = meanAndError(
      powers.map { power in members.reduce(0) { $0 + power[$1] } / Double(members.count) })
    let length = members.reduce(0) { $0 + Double(modes.squaredLength($1)).squareRoot() }
    self.frequency = frequency
    meanLength = length / Double(members.count)
    modeCount = members.count
    (mean, errorWithin, errorBetween) = (perMode.mean, perMode.error, perRealization.error)
    anisotropy = perMode.error.flatMap { error in
      let spread = error * Double(members.count).squareRoot()
      guard spread > Self.rounding(of: perMode.mean) else { return nil }
      let ratio = spread * spread / (perMode.mean * perMode.mean) * Double(powers.count)
      return ratio.isFinite ? ratio : nil
    }
  }

  /// How far off a power of some size may be: it is the square of a sum that is rounded at about
  /// 1e-12 of its usual size.
  private static func rounding(of power: Double) -> Double {
    let step = 1e-12
    return 2 * step * max(0, power).squareRoot() + step * step
  }
}
