// Ramp: two values and the time between them, which linear, smoothed and cosine schedules share.

/// A way from one value to another between two times, in epochs; constant before and after.
public struct Ramp: Sendable, Hashable {
  public var from: Double
  public var to: Double
  public var start: Double
  public var end: Double

  public init(from: Double, to: Double, start: Double, end: Double) {
    (self.from, self.to, self.start, self.end) = (from, to, start, end)
  }

  /// The part of the way at a time, `0 ... 1`; a ramp without length jumps at its start.
  func progress(at epochs: Double) -> Double {
    guard epochs < end else { return 1 }
    guard epochs > start else { return 0 }
    return (epochs - start) / (end - start)
  }

  /// The value after a share of the distance; the ends are exact.
  func value(share: Double) -> Double {
    share <= 0 ? from : share >= 1 ? to : from + (to - from) * share
  }
}
