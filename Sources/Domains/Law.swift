// Law: how a variable is spread over its range, as the inverse of its distribution function.

import Foundation
import NumericalMethods

/// How a variable is spread over its range.
///
/// | Law | Quantile of the share `u` |
/// |---|---|
/// | uniform | `a + (b - a) u` |
/// | log-uniform | `a (b/a)^u` |
/// | normal | `m + s Φ⁻¹(u)` |
/// | truncated normal | `m + s Φ⁻¹(Φ(α) + u (Φ(β) - Φ(α)))`, from the nearer tail |
/// | triangular | `a + √(u (b-a)(c-a))` left of the mode `c`, mirrored right of it |
/// | table | linear between the points given |
/// | integers, categories | the cell `⌊u n⌋`, one of `n` equal ones |
public enum Law: Sendable, Hashable {
  case uniform(lower: Double, upper: Double)
  case logUniform(lower: Double, upper: Double)
  case normal(mean: Double, deviation: Double)
  case truncatedNormal(mean: Double, deviation: Double, lower: Double, upper: Double)
  case triangular(lower: Double, mode: Double, upper: Double)
  case table(TableLaw)
  /// The whole numbers `low...high`, equally often.
  case integers(low: Int, high: Int)
  /// Names, equally often; a value is the index of a name.
  case categories([String])

  /// The value below which a share `share` of the law lies; finite for every share of `0...1`.
  ///
  /// A normal law has no ends; shares 0 and 1 stand for its values at `2^-54` from them, 8.2
  /// standard deviations out.
  public func quantile(_ share: Double) -> Double {
    switch self {
    case .uniform(let lower, let upper):
      return min(max(lower + (upper - lower) * share, lower), upper)
    case .logUniform(let lower, let upper):
      return min(max(lower * exp(log(upper / lower) * share), lower), upper)
    case .normal(let mean, let deviation):
      return mean + deviation * normalQuantile(min(max(share, 0x1p-54), 1 - 0x1p-53))
    case .truncatedNormal(let mean, let deviation, let lower, let upper):
      let cut = NormalCut((lower - mean) / deviation, (upper - mean) / deviation)
      return min(max(mean + deviation * cut.quantile(share), lower), upper)
    case .triangular(let lower, let mode, let upper):
      let (width, left) = (upper - lower, mode - lower)
      return share * width < left
        ? lower + (share * width * left).squareRoot()
        : upper - ((1 - share) * width * (upper - mode)).squareRoot()
    case .table(let table): return table.quantile(share)
    case .integers(let low, _): return Double(low + cell(share))
    case .categories: return Double(cell(share))
    }
  }

  /// The share of the law below a value: the inverse of ``quantile(_:)``.
  ///
  /// It is 0 below the range and 1 above it; the middle of the cell of an integer or a category.
  public func share(below value: Double) -> Double {
    switch self {
    case .uniform(let lower, let upper): return clamped((value - lower) / (upper - lower))
    case .logUniform(let lower, let upper):
      return value <= lower ? 0 : clamped(log(value / lower) / log(upper / lower))
    case .normal(let mean, let deviation): return normalShare(below: (value - mean) / deviation)
    case .truncatedNormal(let mean, let deviation, let lower, let upper):
      let cut = NormalCut((lower - mean) / deviation, (upper - mean) / deviation)
      return clamped(cut.share(below: (min(max(value, lower), upper) - mean) / deviation))
    case .triangular(let lower, let mode, let upper):
      let inside = min(max(value, lower), upper)
      let width = upper - lower
      return inside < mode
        ? (inside - lower) * (inside - lower) / (width * (mode - lower))
        : mode == upper && inside == upper
          ? 1 : 1 - (upper - inside) * (upper - inside) / (width * (upper - mode))
    case .table(let table): return table.share(below: value)
    case .integers(let low, _):
      return (min(max((value - Double(low)).rounded(), 0), Double(cellCount - 1)) + 0.5)
        / Double(cellCount)
    case .categories:
      return (min(max(value.rounded(), 0), Double(cellCount - 1)) + 0.5) / Double(cellCount)
    }
  }

  /// The values that the shares 0 and 1 stand for.
  public var range: ClosedRange<Double> { quantile(0)...quantile(1) }

  /// The number of values that the law can take, where there are finitely many.
  public var levels: Int? {
    switch self {
    case .integers, .categories: cellCount
    default: nil
    }
  }

  /// The names of the values of a categorical law.
  public var categoryNames: [String]? {
    if case .categories(let names) = self { names } else { nil }
  }

  private var cellCount: Int {
    switch self {
    case .integers(let low, let high): high - low + 1
    case .categories(let names): names.count
    default: 1
    }
  }

  private func cell(_ share: Double) -> Int {
    min(max(Int((share * Double(cellCount)).rounded(.down)), 0), cellCount - 1)
  }

  private func clamped(_ share: Double) -> Double { min(max(share, 0), 1) }
}

/// The standard normal law between two bounds, computed in the tail where it is accurate.
struct NormalCut {
  /// Whether the law is mirrored, so that most of it lies below 0.
  private let isMirrored: Bool
  private let below: Double
  let mass: Double

  init(_ lower: Double, _ upper: Double) {
    isMirrored = lower + upper > 0
    let (low, high) = isMirrored ? (-upper, -lower) : (lower, upper)
    below = normalShare(below: low)
    mass = normalShare(below: high) - below
  }

  /// Infinite at 0 and 1; the bounds are the law's own.
  func quantile(_ share: Double) -> Double {
    if share <= 0 || share >= 1 { return share <= 0 ? -.infinity : .infinity }
    return isMirrored
      ? -normalQuantile(below + (1 - share) * mass) : normalQuantile(below + share * mass)
  }

  func share(below x: Double) -> Double {
    isMirrored
      ? 1 - (normalShare(below: -x) - below) / mass : (normalShare(below: x) - below) / mass
  }
}
