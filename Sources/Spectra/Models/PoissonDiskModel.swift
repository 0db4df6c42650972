// The spectrum of real Poisson disk points, as it was measured.

import Foundation
import NumericalMethods

/// The spectrum of saturated random sequential addition (dart throwing) on the torus, as measured.
///
/// A curve of `ν r`, the frequency times the least distance, from darts thrown until 20 000 (d = 1),
/// 200 000 (2, 3), 100 000 (4) or 60 000 (5) in a row failed; each value is the mean over 16 to 60 point
/// sets of 660 to 940 points, with a standard error of about 3%. Unlike the ideal step it keeps a floor
/// of 0.05 to 0.07 at low frequencies. From six dimensions on the curve of five is used.
public struct PoissonDiskModel: RadialModel, Hashable {
  public static let name = "poisson-disk"
  public var label: FormulaLabel { .model }
  public static let formula = "P(nu r) measured on saturated dart throwing"

  public let count: Int
  public let dimension: Int
  /// The least distance that dart throwing reaches at this count.
  public let radius: Double

  public init(count: Int, dimension: Int) {
    (self.count, self.dimension) = (count, dimension)
    let scales = DensityScales(count: count, dimension: dimension)
    radius = Self.radii[min(dimension, Self.radii.count) - 1] * scales.radius
  }

  /// Linear between the measured values; 1 beyond the last, where the oscillation dies away.
  public func power(frequency: Double) -> Double {
    let curve = Self.curves[min(dimension, Self.curves.count) - 1]
    let place = frequency * radius / Self.step - 0.5
    guard place > 0 else { return curve[0] }
    guard place < Double(curve.count - 1) else { return 1 }
    let (index, share) = (Int(place), place - place.rounded(.down))
    return curve[index] * (1 - share) + curve[index + 1] * share
  }

  /// The width of a bin of `ν r`.
  private static let step = 0.0625

  /// The measured least distance in units of the critical radius, for d = 1, 2, and so on.
  private static let radii = [1.487, 1.467, 1.423, 1.375, 1.330]

  /// The mean power in each bin of `ν r`, for d = 1, 2, and so on.
  private static let curves: [[Double]] = [
    // d = 1, mean N = 743
    [
      0.050, 0.053, 0.058, 0.057, 0.072, 0.083, 0.117, 0.193, 0.35, 0.67, 1.18,
      1.57, 1.86, 1.96, 1.78, 1.43, 1.11, 0.87, 0.66, 0.54, 0.50, 0.50,
      0.55, 0.64, 0.79, 0.98, 1.19, 1.39, 1.59, 1.50, 1.38, 1.19,
    ],
    // d = 2, mean N = 761
    [
      0.059, 0.058, 0.064, 0.067, 0.072, 0.084, 0.096, 0.117, 0.167, 0.26, 0.43,
      0.72, 1.19, 1.45, 1.66, 1.77, 1.57, 1.36, 1.12, 0.93, 0.79, 0.73,
      0.67, 0.66, 0.71, 0.77, 0.89, 1.00, 1.13, 1.23, 1.29, 1.28,
    ],
    // d = 3, mean N = 943
    [
      0.062, 0.058, 0.061, 0.065, 0.066, 0.076, 0.082, 0.102, 0.132, 0.165, 0.23,
      0.36, 0.61, 0.88, 1.24, 1.37, 1.55, 1.43, 1.35, 1.19, 1.03, 0.89,
      0.84, 0.80, 0.73, 0.75, 0.82, 0.84, 0.93, 1.03, 1.14, 1.11,
    ],
    // d = 4, mean N = 867
    [
      0.061, 0.061, 0.065, 0.057, 0.062, 0.066, 0.082, 0.092, 0.113, 0.137, 0.158,
      0.25, 0.38, 0.61, 0.82, 1.09, 1.31, 1.39, 1.42, 1.28, 1.25, 1.08,
      0.95, 0.95, 0.91, 0.83, 0.88, 0.84, 0.90, 0.95, 0.90, 0.96,
    ],
    // d = 5, mean N = 665
    [
      0.070, 0.070, 0.070, 0.070, 0.070, 0.070, 0.075, 0.081, 0.094, 0.106, 0.145,
      0.183, 0.29, 0.40, 0.59, 0.77, 0.96, 1.12, 1.28, 1.26, 1.21, 1.21,
      1.08, 1.06, 0.95, 0.93, 0.91, 0.90, 0.91, 0.93, 0.95, 1.04,
    ],
  ]
}
