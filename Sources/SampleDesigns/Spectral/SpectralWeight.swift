// Spectral weight: what a spectral design takes the functions to be like.

import Foundation
public import NumericalMethods
public import PointSets

/// How much the power of the points at each frequency counts.
///
/// By the variance identity `Var = (1/N) Σ_m P(m) |f^(m)|²` the best weight is the power spectrum of
/// the function whose mean is sought; the others are for functions not known.
public enum SpectralWeight: Sendable, Hashable {
  /// 1 up to a frequency, 0 beyond; without one, the largest that the points can empty.
  case flat(cutoff: Double? = nil)
  /// `|m|^{-2s}` up to a frequency: a discrepancy in the norm of `s` derivatives.
  case power(exponent: Double, cutoff: Double? = nil)
  /// `|f^(m)|²` at given frequencies, of which one of each pair `±m` is enough.
  case function(modes: IntegerModes, power: [Double])
  /// The values of the function at random points, from which its spectrum is estimated.
  case pilot(points: PointSet, values: [Double])

  /// The share of the freedom of the points that a spectrum without a cut-off constrains.
  static let share = 0.4

  /// The same for a pilot study, whose function may have its power anywhere.
  static let pilotShare = 1.6

  /// The modes and their weights for so many points.
  func modes(
    count: Int, dimension: Int, design: String
  ) throws(DesignError) -> WeightedModes {
    switch self {
    case .flat(let cutoff):
      let radius = try Self.radius(cutoff, count, dimension, design)
      return try Self.ball(radius, dimension, design) { _ in 1 }
    case .power(let exponent, let cutoff):
      guard exponent.isFinite, exponent >= 0 else {
        throw .option(design: design, problem: "a weight |m|^-2s has s >= 0, not \(exponent)")
      }
      let radius = try Self.radius(cutoff, count, dimension, design)
      return try Self.ball(radius, dimension, design) { pow($0, -2 * exponent) }
    case .function(let modes, let power):
      guard modes.dimension == dimension, modes.count == power.count,
        power.allSatisfy({ $0 >= 0 && $0.isFinite }), power.contains(where: { $0 > 0 })
      else {
        throw .option(
          design: design,
          problem: "the spectrum needs one power >= 0 for each frequency of \(dimension) dimensions"
        )
      }
      return WeightedModes(modes, weights: power)
    case .pilot(let points, let values):
      guard points.dimension == dimension else {
        throw .option(
          design: design,
          problem: "the pilot study has \(points.dimension) dimensions, not \(dimension)")
      }
      let radius = WeightedModes.radius(
        constraining: Self.pilotShare, count: count, dimension: dimension)
      return try PilotSpectrum(points: points, values: values, radius: radius, design: design)
        .weightedModes
    }
  }

  private static func radius(
    _ cutoff: Double?, _ count: Int, _ dimension: Int, _ design: String
  ) throws(DesignError) -> Double {
    guard let cutoff else {
      return WeightedModes.radius(constraining: share, count: count, dimension: dimension)
    }
    guard cutoff >= 1, cutoff.isFinite else {
      throw .option(
        design: design, problem: "no frequency lies between 0 and a cut-off of \(cutoff)")
    }
    return cutoff
  }

  private static func ball(
    _ radius: Double, _ dimension: Int, _ design: String, weight: (Double) -> Double
  ) throws(DesignError) -> WeightedModes {
    do {
      return try WeightedModes(ball: radius, dimension: dimension, weight: weight)
    } catch {
      throw .option(design: design, problem: "\(error)")
    }
  }
}
