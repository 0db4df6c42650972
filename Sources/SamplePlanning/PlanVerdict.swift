// PlanVerdict: whether a budget of points is worth designing.

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
  }

  public let advice: Advice
  /// The design that leaves the least variance at the budget.
  public let bestDesign: String
  /// `g` of that design at the budget.
  public let gain: Double
  public let budget: Int
  /// The smallest number of points at which some design leaves at most 0.9 of the variance.
  public let helpsFrom: Int?
  /// The verdict in words.
  public let sentence: String

  /// Above this share the variance is as good as that of random points.
  public static let randomAbove = 0.9
  /// Up to this share designing is worth the trouble.
  public static let worthUpTo = 0.5

  public init(bestDesign: String, gain: Double, budget: Int, helpsFrom: Int?) {
    advice =
      gain > Self.randomAbove ? .random : gain > Self.worthUpTo ? .marginal : .worthDesigning
    (self.bestDesign, self.gain) = (bestDesign, gain)
    (self.budget, self.helpsFrom) = (budget, helpsFrom)
    sentence =
      switch advice {
      case .worthDesigning:
        "worth designing: at N = \(budget) \(bestDesign) removes \(Self.percent(gain)) of the "
          + "variance of random points"
      case .marginal:
        "marginal: at N = \(budget) the best design, \(bestDesign), removes only "
          + "\(Self.percent(gain)) of the variance of random points"
      case .random:
        "pick at random: no design helps "
          + (helpsFrom.map { "below N = \($0)" } ?? "at any N that was tried")
          + ", and no guarantee should be expected"
      }
  }

  /// The share that is removed; not rounded up to all of it.
  private static func percent(_ gain: Double) -> String {
    let removed = 100 * (1 - gain)
    return gain > 0 && removed > 99 ? "more than 99%" : "\(Int(removed.rounded()))%"
  }
}
