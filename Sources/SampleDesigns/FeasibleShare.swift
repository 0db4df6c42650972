// The feasible share: how much of the box the constraints leave.

/// How much of the unit cube is feasible, as random tries tell.
public struct FeasibleShare: Sendable, Hashable {
  /// The random points that were tried, and those among them that meet the constraints.
  public let tried: Int
  public let feasible: Int

  public init(tried: Int, feasible: Int) {
    precondition(
      tried > 0 && (0...tried).contains(feasible), "\(feasible) of \(tried) points are feasible")
    (self.tried, self.feasible) = (tried, feasible)
  }

  public var estimate: Double { Double(feasible) / Double(tried) }

  /// The share lies in here with 95% confidence (Wilson's score interval).
  public var interval: ClosedRange<Double> {
    let (n, z) = (Double(tried), 1.959963984540054)
    let middle = estimate + z * z / (2 * n)
    let half = z * (estimate * (1 - estimate) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    // At the ends of the range the formula is exact but for rounding.
    let lower = feasible == 0 ? 0 : max(0, (middle - half) / scale)
    return lower...(feasible == tried ? 1 : min(1, (middle + half) / scale))
  }
}
