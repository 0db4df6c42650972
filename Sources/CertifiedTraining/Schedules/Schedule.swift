// Schedule: how epsilon, the mix of losses or the learning rate changes while training goes on.

/// How a number of the training changes with time: ε, κ, β or the learning rate.
public struct Schedule: Sendable, Hashable {
  public var kind: ScheduleKind
  /// The epochs during which the value rises evenly from nothing to what the kind says; zero for none.
  public var warmUp: Double

  public init(_ kind: ScheduleKind, warmUp: Double = 0) {
    (self.kind, self.warmUp) = (kind, warmUp)
  }

  /// A value that never changes.
  public static func constant(_ value: Double) -> Schedule { Schedule(.constant(value)) }

  /// The value at a time; only an adaptive schedule looks at the state.
  ///
  /// In the warm-up the first step has `1 / n` of the value and the last of n steps all of it.
  public func value(
    at time: TrainingTime, _ state: AdaptiveSchedule.State = AdaptiveSchedule.State()
  ) -> Double {
    let value = kind.value(at: time, state)
    let steps = (warmUp * Double(time.stepsInEpoch)).rounded()
    let done = Double(time.epoch) * Double(time.stepsInEpoch) + Double(time.step) + 1
    return done < steps ? value * (done / steps) : value
  }

  /// What an adaptive schedule remembers after an epoch, and what others are given back unchanged.
  public func state(
    after epoch: Int, _ state: AdaptiveSchedule.State, certifiedError: Double?
  ) -> AdaptiveSchedule.State {
    guard case .adaptive(let adaptive) = kind else { return state }
    return adaptive.state(after: epoch, state, certifiedError: certifiedError)
  }
}

/// The forms of a schedule.
public enum ScheduleKind: Sendable, Hashable {
  case constant(Double)
  case linear(LinearSchedule)
  case smoothed(SmoothedSchedule)
  case adaptive(AdaptiveSchedule)
  case milestones(MilestoneSchedule)
  case cosine(CosineSchedule)

  func value(at time: TrainingTime, _ state: AdaptiveSchedule.State) -> Double {
    switch self {
    case .constant(let value): value
    case .linear(let schedule): schedule.value(at: time.epochs)
    case .smoothed(let schedule): schedule.value(at: time.epochs)
    case .adaptive(let schedule): schedule.value(at: time, state)
    case .milestones(let schedule): schedule.value(at: time.epochs)
    case .cosine(let schedule): schedule.value(at: time.epochs)
    }
  }
}
