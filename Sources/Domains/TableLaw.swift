// A law by table: a distribution function that is linear between the points given.

/// A distribution function that is linear between given points.
///
/// The quantile of a share within a flat piece is its right end. Cost: a binary search.
public struct TableLaw: Sendable, Hashable {
  /// Values in ascending order.
  public let values: [Double]
  /// The share of the law below each value, from 0 to 1.
  public let shares: [Double]

  /// Quantiles: the share of the law below each value.
  public init(values: [Double], shares: [Double]) {
    (self.values, self.shares) = (values, shares)
  }

  /// A histogram: `edges` has one number more than `weights`.
  public init(edges: [Double], weights: [Double]) {
    let total = weights.reduce(0, +)
    var (sum, shares) = (0.0, [0.0])
    for weight in weights {
      sum += weight
      shares.append(sum / total)
    }
    if shares.count > 1, shares[shares.count - 1].isFinite { shares[shares.count - 1] = 1 }
    // A negative weight shows as a share that decreases.
    self.init(values: edges, shares: shares)
  }

  func quantile(_ share: Double) -> Double {
    if share <= 0 { return interpolated(share, after: firstRise) }
    // The last point whose share is not above.
    var (low, high) = (0, shares.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if shares[middle] <= share { low = middle } else { high = middle }
    }
    return interpolated(share, after: low)
  }

  func share(below value: Double) -> Double {
    guard value > values[0] else { return 0 }
    guard value < values[values.count - 1] else { return 1 }
    var (low, high) = (0, values.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if values[middle] <= value { low = middle } else { high = middle }
    }
    let part = (value - values[low]) / (values[high] - values[low])
    return shares[low] + part * (shares[high] - shares[low])
  }

  private var firstRise: Int { max((shares.firstIndex { $0 > 0 } ?? 1) - 1, 0) }

  private func interpolated(_ share: Double, after low: Int) -> Double {
    let rise = shares[low + 1] - shares[low]
    // Flat up to 1: the law ends where the flat piece begins.
    guard rise > 0 else { return values[shares.firstIndex(of: shares[low]) ?? low] }
    let part = min(max((share - shares[low]) / rise, 0), 1)
    return values[low] + part * (values[low + 1] - values[low])
  }

  /// What is wrong with the table, if anything.
  var problem: String? {
    guard values.count == shares.count else {
      return "the table has \(values.count) values and \(shares.count) shares"
    }
    guard values.count >= 2 else { return "a table needs at least two points" }
    guard values.allSatisfy(\.isFinite), shares.allSatisfy(\.isFinite) else {
      return "the table must hold finite numbers"
    }
    for (left, right) in zip(values, values.dropFirst()) where left >= right {
      return "the table's values must increase, but \(right) follows \(left)"
    }
    for (left, right) in zip(shares, shares.dropFirst()) where left > right {
      return "the table's shares must not decrease, but \(right) follows \(left)"
    }
    guard shares.first == 0, shares.last == 1 else {
      return "the table's shares must go from 0 to 1, not \(shares[0]) to \(shares.last ?? 0)"
    }
    return nil
  }
}
