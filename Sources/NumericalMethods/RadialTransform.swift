// The Fourier transform of a radial function (Hankel transform), in any dimension.

import Foundation

/// The Fourier transform of functions of the distance alone, by quadrature.
///
/// `F(ν) = ∫_0^∞ d V_d r^{d-1} Λ_{d-2}(2πνr) f(r) dr`, which is
/// `2π ν^{1-d/2} ∫ r^{d/2} J_{d/2-1}(2πνr) f(r) dr`; the transform is its own inverse.
///
/// A pair correlation that oscillates decays so slowly that the integral converges only in the mean.
/// It is therefore tapered by a smooth window that falls from 1 at half the reach to 0 at the reach:
/// the result is `F` smoothed over a width of about 1/reach, which is exact but near jumps of `F`.
///
/// Cost: 8 evaluations for each quarter of the shortest period within the reach.
public struct RadialTransform: Sendable, Hashable {
  public let dimension: Int
  /// How far the function is integrated.
  public let reach: Double
  /// Where the function jumps.
  public let breaks: [Double]
  /// The highest frequency at which the function itself oscillates.
  public let highestFrequency: Double
  /// Whether the function is zero at the reach already, so that no window is needed.
  public let isCompact: Bool

  /// A transform of functions that oscillate and decay slowly, cut softly at `reach`.
  public init(
    dimension: Int, reach: Double, highestFrequency: Double, breaks: [Double] = []
  ) {
    self.init(dimension, reach, highestFrequency, breaks, isCompact: false)
  }

  /// A transform of functions that are zero, or negligible, beyond `support`.
  public init(
    dimension: Int, support: Double, highestFrequency: Double = 0, breaks: [Double] = []
  ) {
    self.init(dimension, support, highestFrequency, breaks, isCompact: true)
  }

  private init(
    _ dimension: Int, _ reach: Double, _ frequency: Double, _ breaks: [Double], isCompact: Bool
  ) {
    precondition(dimension > 0 && reach > 0 && frequency >= 0, "no transform to \(reach)")
    (self.dimension, self.reach, highestFrequency) = (dimension, reach, frequency)
    self.breaks = breaks.filter { $0 > 0 && $0 < reach }.sorted()
    self.isCompact = isCompact
  }

  /// The transform of a function at one frequency (or, backwards, at one distance).
  public func callAsFunction(at frequency: Double, of function: (Double) -> Double) -> Double {
    let surface = Double(dimension) * unitBallVolume(dimension)
    let rule = GaussLegendre(count: 8, from: 0, to: 1)
    let wanted = max(4 * (frequency + highestFrequency), 64 / reach)
    var sum = 0.0
    for (start, end) in zip([0] + breaks, breaks + [reach]) {
      let panels = max(1, Int(((end - start) * wanted).rounded(.up)))
      let width = (end - start) / Double(panels)
      for panel in 0..<panels {
        for (node, weight) in zip(rule.nodes, rule.weights) {
          let r = start + (Double(panel) + node) * width
          let kernel = normalizedBallTransform(dimension - 2, 2 * .pi * frequency * r)
          sum += weight * width * pow(r, Double(dimension - 1)) * kernel * window(r) * function(r)
        }
      }
    }
    return surface * sum
  }

  /// 1 up to half the reach, then down to 0 with all derivatives continuous.
  private func window(_ r: Double) -> Double {
    let t = 2 * r / reach - 1
    guard !isCompact, t > 0 else { return 1 }
    guard t < 1 else { return 0 }
    return 1 / (1 + exp(1 / (1 - t) - 1 / t))
  }
}
