// MilestoneSchedule: a value that is multiplied by a factor at certain epochs.

/// A value that is multiplied by a factor when each of the milestones, in epochs, is reached.
public struct MilestoneSchedule: Sendable, Hashable {
  public let from: Double
  public let factor: Double
  public let milestones: [Double]

  public init(from: Double, factor: Double, milestones: [Double]) {
    (self.from, self.factor, self.milestones) = (from, factor, milestones.sorted())
  }

  public func value(at epochs: Double) -> Double {
    milestones.prefix { $0 <= epochs }.reduce(from) { value, _ in value * factor }
  }
}
