// AdaptiveSchedule: a value that grows only while the certified error permits it.

/// A value that grows only while the certified error permits it.
///
/// From `start` on, an epoch that follows one with a certified error of at most `limit` moves the value
/// evenly by `(to - from) / length`; any other epoch keeps it. It never turns back and never passes
/// `to`. The very first epoch of a training may grow.
public struct AdaptiveSchedule: Sendable, Hashable {
  public let from: Double
  public let to: Double
  /// The first epoch that may grow.
  public let start: Double
  /// The epochs that the whole way takes if none is refused.
  public let length: Double
  /// The largest certified error, `0 ... 1`, after which the value still grows.
  public let limit: Double

  public init(from: Double, to: Double, start: Double, length: Double, limit: Double) {
    (self.from, self.to, self.start) = (from, to, start)
    (self.length, self.limit) = (length, limit)
  }

  /// What the schedule remembers between epochs; a part of a checkpoint.
  public struct State: Sendable, Hashable, Codable {
    /// The part of the way that is behind, `0 ... 1`, at the epoch's start.
    public var share = 0.0
    public var isGrowing = true

    public init() {}
  }

  func value(at time: TrainingTime, _ state: State) -> Double {
    Ramp(from: from, to: to, start: 0, end: 1).value(share: share(at: time, state))
  }

  /// The state of the next epoch; an unknown or NaN error permits no growth.
  func state(after epoch: Int, _ state: State, certifiedError: Double?) -> State {
    var next = state
    next.share = share(at: TrainingTime(epoch: epoch, step: 1), state)
    next.isGrowing = certifiedError.map { $0 <= limit } ?? false
    return next
  }

  private func share(at time: TrainingTime, _ state: State) -> Double {
    guard state.isGrowing, Double(time.epoch) >= start else { return state.share }
    let share = state.share + time.fraction / length
    // The rounding of many sums does not cost another epoch.
    return share > 1 - 1e-9 ? 1 : share
  }
}
