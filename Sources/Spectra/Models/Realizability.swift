// Realizability: the scales of a point density, and which spectra and correlations can exist.

import Foundation
import NumericalMethods

/// The two natural scales of `N` points in the unit cube of `d` dimensions.
public struct DensityScales: Sendable, Hashable {
  public let count: Int
  public let dimension: Int

  public init(count: Int, dimension: Int) {
    precondition(count > 0 && dimension > 0, "no density of \(count) points")
    (self.count, self.dimension) = (count, dimension)
  }

  /// The critical radius `r_c = (N V_d)^{-1/d}`: the largest hole of a step pair correlation.
  public var radius: Double {
    pow(Double(count) * unitBallVolume(dimension), -1 / Double(dimension))
  }

  /// The critical frequency `ν_c = (N / V_d)^{1/d}`: the largest hole of a step spectrum.
  public var frequency: Double {
    pow(Double(count) / unitBallVolume(dimension), 1 / Double(dimension))
  }
}

extension PairCorrelationModel {
  /// Whether the spectrum and the pair correlation are nowhere negative, as far as they are probed: at
  /// `samples` even steps up to twelve times the natural scales.
  ///
  /// Necessary, but not sufficient, for points with these properties to exist. `tolerance`: how far
  /// below 0 rounding may lead.
  public func isRealizable(samples: Int = 4000, tolerance: Double = 1e-9) -> Bool {
    let scales = DensityScales(count: count, dimension: dimension)
    return (1...samples).allSatisfy { step in
      let share = 12 * Double(step) / Double(samples)
      return power(frequency: share * scales.frequency) >= -tolerance
        && pairCorrelation(distance: share * scales.radius) >= -tolerance
    }
  }
}
