// What a model of a design's power spectrum promises.

import Foundation
import NumericalMethods

/// How far a formula can be relied upon.
public enum FormulaLabel: String, Sendable, Hashable, Codable, CaseIterable {
  /// Holds exactly.
  case identity
  /// Holds as an upper limit.
  case bound
  /// Holds as well as a simplified picture, or a measured curve, does.
  case model
}

/// The expected power spectrum `P_S(m) = E |Σ_j exp(-2πi m·x_j)|² / N` of a design.
///
/// Frequencies are integer vectors `m ≠ 0` in cycles per side of the unit cube.
public protocol SpectrumModel: Sendable {
  /// The name of the design.
  static var name: String { get }

  /// Whether the spectrum is exact or a model.
  var label: FormulaLabel { get }

  /// The formula, for reports.
  static var formula: String { get }

  var count: Int { get }
  var dimension: Int { get }

  /// The expected power at a frequency other than 0.
  func power(_ mode: [Int]) -> Double
}

/// A spectrum that can be summed over classes of functions.
public protocol ShellSpectrum: SpectrumModel {
  /// The sum of the power over each shell `|m|² = 0, 1, ..., limit`, the origin counting 0.
  func shellPowers(upTo limit: Int) -> [Double]

  /// The mean power over all directions, at each of some frequencies.
  func sphereAverages(_ frequencies: [Double]) -> [Double]

  /// The variance over a class of functions, as a share of that of random points, where a formula of
  /// the continuum (sums over frequencies become integrals) gives it.
  func closedFormGain(over functions: BandlimitedClass) -> Double?
}

extension ShellSpectrum {
  public func closedFormGain(over functions: BandlimitedClass) -> Double? { nil }
}

/// A spectrum that depends on the length of the frequency alone.
public protocol RadialModel: ShellSpectrum {
  /// The power at a frequency above 0, in cycles per side.
  func power(frequency: Double) -> Double
}

extension RadialModel {
  public func power(_ mode: [Int]) -> Double {
    power(frequency: Double(mode.reduce(0) { $0 + $1 * $1 }).squareRoot())
  }

  public func shellPowers(upTo limit: Int) -> [Double] {
    let counts = LatticeCounts(dimension: dimension, limit: limit)
    return (0...limit).map { shell in
      let vectors = shell == 0 ? 0 : counts.count(shell...shell)
      return vectors == 0 ? 0 : vectors * power(frequency: Double(shell).squareRoot())
    }
  }

  public func sphereAverages(_ frequencies: [Double]) -> [Double] {
    frequencies.map { power(frequency: $0) }
  }
}

/// A radial model whose pair correlation is known too.
public protocol PairCorrelationModel: RadialModel {
  /// The pair correlation at a distance above 0, in sides of the unit cube.
  func pairCorrelation(distance: Double) -> Double
}

/// A spectrum of the form `constant + scale Π_i factor(m_i)`.
public protocol ProductModel: ShellSpectrum {
  var constant: Double { get }
  var scale: Double { get }

  /// Even in its argument.
  func factor(_ frequency: Int) -> Double
}

extension ProductModel {
  public func power(_ mode: [Int]) -> Double {
    constant + scale * mode.reduce(1) { $0 * factor($1) }
  }

  public func shellPowers(upTo limit: Int) -> [Double] {
    let counts = LatticeCounts(dimension: dimension, limit: limit)
    let products = latticeShellSums(dimension: dimension, upTo: limit, factor: factor)
    var sums = products.indices.map {
      constant * counts.count($0...$0) + scale * products[$0]
    }
    sums[0] = 0
    return sums
  }
}

/// `(sin(πx) / (πx))²`.
func squaredSinc(_ x: Double) -> Double {
  guard abs(x) > 1e-9 else { return 1 }
  // The sine of the distance to the nearest integer: exact zeros at integers.
  let reduced = x - x.rounded()
  let ratio = sin(.pi * reduced) / (.pi * x)
  return ratio * ratio
}
