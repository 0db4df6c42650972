// TrainingTime: how far training has come, in epochs.

/// How far training has come: a step of an epoch, both counted from zero.
public struct TrainingTime: Sendable, Hashable {
  public let epoch: Int
  public let step: Int
  public let stepsInEpoch: Int

  public init(epoch: Int, step: Int = 0, stepsInEpoch: Int = 1) {
    precondition(stepsInEpoch > 0, "an epoch of \(stepsInEpoch) steps")
    (self.epoch, self.step, self.stepsInEpoch) = (epoch, step, stepsInEpoch)
  }

  /// The time in epochs: `epoch + step / stepsInEpoch`.
  public var epochs: Double { Double(epoch) + fraction }

  /// The part of this epoch that is over.
  public var fraction: Double { Double(step) / Double(stepsInEpoch) }
}
