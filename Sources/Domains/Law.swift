// Law: how a variable is spread over its range, as the inverse of its distribution function.

/// How a variable is spread over its range.
public enum Law: Sendable, Hashable {
  case uniform(lower: Double, upper: Double)

  /// The value below which a share `share` of the law lies.
  public func quantile(_ share: Double) -> Double {
    switch self {
    case .uniform(let lower, let upper): lower + (upper - lower) * share
    }
  }

  /// The share of the law below a value: the inverse of ``quantile(_:)``.
  public func share(below value: Double) -> Double {
    switch self {
    case .uniform(let lower, let upper): (value - lower) / (upper - lower)
    }
  }
}
