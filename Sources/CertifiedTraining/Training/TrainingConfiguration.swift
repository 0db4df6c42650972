// TrainingConfiguration: everything that decides the result of a training run.

public import Bounds
public import DataSets

/// What a radius is measured in.
public enum EpsilonUnit: String, Sendable, Hashable, CaseIterable {
  /// The units of the data.
  case data
  /// The deviation of each channel of images, or of each column of a table, in the training data.
  case deviation
}

/// Everything that decides the result of a training run, with defaults.
///
/// Each setting has a text form under one key, which files and command lines share; see
/// ``TrainingConfiguration/keys``.
public struct TrainingConfiguration: Sendable, Hashable {
  /// `cnn4`, or with options `cnn4:width=8,dense=100`.
  public var model = "cnn4"
  /// A data set as ``DataSets/DataSetCatalog`` names it.
  public var data = ""
  public var objective = Objective(.crownIBP)
  public var norm = Norm.infinity
  /// The radius in the units of the data.
  public var epsilon = 0.1
  /// What the radius is measured in.
  public var epsilonUnit = EpsilonUnit.data
  /// The radius of a ball around each weight matrix; zero for none.
  public var weightEpsilon = 0.0
  public var weightNorm = Norm.two
  /// The columns of a table that are inputs and outputs; empty for those of ``DataSets/DataSetOptions``.
  public var inputs: [String] = []
  public var outputs: [String] = []
  /// How many words of a sentence may be others; the radius is then the share of the way from a word
  /// to the other, one for the words themselves.
  public var changes = 3
  /// How many elements of a sample that is no sentence may change, with the norm inf; zero for all.
  public var changedElements = 0
  /// The words of a sentence that are read.
  public var length = 32
  public var epochs = 30
  public var batchSize = 128
  public var seed: UInt64 = 1
  public var optimizer = "adam"
  public var rate = 1e-3
  public var weightDecay = 0.0
  public var l1 = 0.0
  /// The largest norm of all gradients together; zero for none.
  public var clip = 10.0
  public var initialization: Initialization?
  /// The schedules; `nil` for those that follow from epochs, rate and radius.
  public var epsilonSchedule: Schedule?
  public var kappaSchedule: Schedule?
  public var betaSchedule: Schedule?
  public var rateSchedule: Schedule?
  public var augmentation = Augmentation()
  /// Whether inputs are normalized by the statistics of the training data, inside the network.
  public var normalizes = true
  /// At most so many samples of each part; zero for all.
  public var limit = 0
  /// How many test samples each epoch looks at; zero for none.
  public var validation = 1000
  /// Ends after so many epochs without a better certified error; zero for never.
  public var patience = 0
  /// How many checkpoints are kept beside the best.
  public var keptCheckpoints = 3

  public init() {}
}

// MARK: - What follows from other settings

extension TrainingConfiguration {
  /// Where epsilon starts to grow, and where it is full: from 1/15 of the epochs to half of them.
  private var ramp: (start: Double, end: Double) {
    let start = Double(epochs) / 15
    return (start, max(start + 0.1, Double(epochs) * 0.5))
  }

  private func ramped(from: Double, to: Double) -> Schedule {
    Schedule(
      .linear(LinearSchedule(Ramp(from: from, to: to, start: ramp.start, end: ramp.end))))
  }

  /// The radius over time.
  public var epsilonOverTime: Schedule { epsilonSchedule ?? ramped(from: 0, to: epsilon) }

  /// The radius of the weights over time; it grows as that of inputs does by default.
  public var weightEpsilonOverTime: Schedule { ramped(from: 0, to: weightEpsilon) }

  /// The part of the natural loss over time: none of it once the radius is full.
  public var kappaOverTime: Schedule { kappaSchedule ?? ramped(from: 1, to: 0) }

  /// The part of CROWN-IBP beside IBP: all at first and none at the full radius, as Zhang and others (2020) found best.
  public var betaOverTime: Schedule { betaSchedule ?? ramped(from: 1, to: 0) }

  /// The rate over time: a fifth after 70% and again after 90% of the epochs.
  public var rateOverTime: Schedule {
    let drops = [0.7, 0.9].map { (Double(epochs) * $0).rounded() }
    return rateSchedule
      ?? Schedule(.milestones(MilestoneSchedule(from: rate, factor: 0.2, milestones: drops)))
  }

  /// The law of the first weights: the one meant for the regularizers beside them, PyTorch's else.
  public var initializationUsed: Initialization {
    initialization ?? (objective.regularization > 0 ? .ibp : .standard)
  }
}
