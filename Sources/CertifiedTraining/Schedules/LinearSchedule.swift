// LinearSchedule: a straight line between two times.

/// A straight line from one value to another; constant before and after.
public struct LinearSchedule: Sendable, Hashable {
  public let ramp: Ramp

  public init(_ ramp: Ramp) { self.ramp = ramp }

  public func value(at epochs: Double) -> Double {
    ramp.value(share: ramp.progress(at: epochs))
  }
}
