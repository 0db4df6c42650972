// PlanVerdict: whether a budget of points is worth designing.

import Spectra

/// Whether a budget of points is worth designing.
public struct PlanVerdict: Sendable, Hashable, Codable {
  /// By the share `g` of the random variance that the best design leaves.
  public enum Advice: String, Sendable, Hashable, Codable {
    /// `g <= 0.5`.
    case worthDesigning = "worth designing"
    /// `0.5 < g <= 0.9`.
    case marginal
    /// `g > 0.9`.
    case random = "pick at random"
    /// The interval of `g` holds both 0.5 and 0.9, or nothing is known at the budget.
    case unknown
  }

  public let advice: Advice
  /// The design that leaves the least variance at the budget, among those that can be made.
  public let bestDesign: String
  /// A limit only where no design that can be made was asked for.
  public let bestKind: PlannedDesign.Kind
  /// `g` of that design at the budget; 1 where it is not known.
  public let gain: Double
  /// From 5% to 95% of the estimates of `g`, where it is estimated.
  public let gainInterval: ShareInterval?
  public let budget: Int
  /// The smallest number of points at which some design leaves at most 0.9 of the variance; the
  /// smallest above the budget, if none does at the budget.
  public let helpsFrom: Int?
  /// The verdict in words.
  public let sentence: String

  /// Above this share the variance is as good as that of random points.
  public static let randomAbove = 0.9
  /// Up to this share designing is worth the trouble.
  public static let worthUpTo = 0.5

  public init(
    bestDesign: String, kind: PlannedDesign.Kind = .design, gain: Double,
    interval: ShareInterval? = nil, budget: Int, helpsFrom: Int?
  ) {
    (self.bestDesign, bestKind) = (bestDesign, kind)
    (self.gain, gainInterval) = (gain, interval)
    (self.budget, self.helpsFrom) = (budget, helpsFrom)
    advice = Self.advice(gain, interval)
    let range = interval.map { " (\(Self.percent($0.upper)) to \(Self.percent($0.lower)))" } ?? ""
    let removed = "\(Self.percent(gain))\(range) of the variance of random points"
    let best = (kind == .limit ? "the ideal " : "") + bestDesign
    sentence =
      switch advice {
      case .worthDesigning:
        "worth designing: at N = \(budget) \(best) removes \(removed)"
      case .marginal:
        "marginal: at N = \(budget) the best design, \(best), removes only \(removed)"
      case .random:
        "pick at random: no design helps "
          + (helpsFrom.map { "below N = \($0)" } ?? "at any N that was tried")
          + ", and no guarantee should be expected"
      case .unknown:
        "unknown: at N = \(budget) \(best) may remove \(removed); more runs would tell"
      }
  }

  /// No verdict, and why.
  public init(unknown reason: String, budget: Int, helpsFrom: Int? = nil) {
    (advice, bestDesign, bestKind) = (.unknown, RandomModel.name, .design)
    (gain, gainInterval) = (1, nil)
    (self.budget, self.helpsFrom) = (budget, helpsFrom)
    sentence = "unknown: \(reason)"
  }

  private static func advice(_ gain: Double, _ interval: ShareInterval?) -> Advice {
    if let interval, interval.lower <= worthUpTo, interval.upper > randomAbove { return .unknown }
    return gain > randomAbove ? .random : gain > worthUpTo ? .marginal : .worthDesigning
  }

  /// The share that is removed; not rounded up to all of it.
  private static func percent(_ gain: Double) -> String {
    let removed = 100 * (1 - gain)
    return gain > 0 && removed > 99 ? "more than 99%" : "\(Int(max(0, removed).rounded()))%"
  }
}

/// An interval of a share.
public struct ShareInterval: Sendable, Hashable, Codable {
  public let lower: Double
  public let upper: Double

  public init(lower: Double, upper: Double) { (self.lower, self.upper) = (lower, upper) }
}
