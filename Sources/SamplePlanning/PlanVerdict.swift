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

  /// Above this share the variance is as good as that of random points.
  public static let randomAbove = 0.9
  /// Up to this share designing is worth the trouble.
  public static let worthUpTo = 0.5

  public init(bestDesign: String, gain: Double, budget: Int, helpsFrom: Int?) {
    advice =
      gain > Self.randomAbove ? .random : gain > Self.worthUpTo ? .marginal : .worthDesigning
    (self.bestDesign, self.gain) = (bestDesign, gain)
    (self.budget, self.helpsFrom) = (budget, helpsFrom)
  }

  /// The verdict in words.
  public var sentence: String {
    let percent = Int((100 * (1 - gain)).rounded())
    switch advice {
    case .worthDesigning:
      return "worth designing: at N = \(budget) \(bestDesign) removes \(percent)% of the variance "
        + "of random points"
    case .marginal:
      return "marginal: at N = \(budget) the best design, \(bestDesign), removes only \(percent)% "
        + "of the variance of random points"
    case .random:
      guard let helpsFrom else {
        return "pick at random: no design helps at any N, and no guarantee should be expected"
      }
      return "pick at random: no design helps below N = \(helpsFrom), and no guarantee should be "
        + "expected"
    }
  }
}
