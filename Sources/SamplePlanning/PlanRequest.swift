// PlanRequest: the target, the budget, and the designs that a plan compares.

import Foundation

/// What a plan is asked: a target, perhaps a budget, and which designs to compare.
public struct PlanRequest: Sendable, Hashable {
  /// The gap, or error, that is wanted, in units of the output.
  public var target: Double
  /// The number of points that can be afforded.
  public var budget: Int?
  /// The designs by name; nil for all.
  public var designs: [String]?
  /// Points of each curve.
  public var curvePoints = 25
  /// Resamplings for intervals.
  public var resamplings = 100
  /// For the resamplings.
  public var seed: UInt64 = 1

  public init(target: Double, budget: Int? = nil, designs: [String]? = nil) {
    (self.target, self.budget, self.designs) = (target, budget, designs)
  }

  func check() throws(PlanError) {
    try requirePositive("target", target)
    if let budget, budget < 1 { throw .notPositive(what: "budget", value: Double(budget)) }
  }
}

/// Whole numbers from about a tenth of the budget to ten times it, evenly in the logarithm.
func curveCounts(around budget: Int, points: Int) -> [Int] {
  let (low, high) = (max(2, Double(budget) / 16), max(32, Double(budget) * 16))
  let counts = (0..<max(points, 2)).map { step in
    Int((low * pow(high / low, Double(step) / Double(max(points, 2) - 1))).rounded())
  }
  return counts.reduce(into: []) { kept, count in if kept.last != count { kept.append(count) } }
}
