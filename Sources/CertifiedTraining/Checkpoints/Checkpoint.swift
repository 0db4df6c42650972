// Checkpoint: everything that a training needs to go on to the identical result.

public import Tensors

/// Everything that a training needs to go on to the identical result, as one safetensors file.
///
/// | in the file | what |
/// |---|---|
/// | `model.NAME` | parameters and statistics of the network |
/// | `optimizer.NAME` | the state of the optimizer |
/// | metadata `training` | JSON: epochs done, configuration, schedule states, metrics, format |
/// | metadata `checksum` | CRC-32 of all of that |
public struct Checkpoint: Sendable, Equatable {
  /// The format that is written.
  public static let formatVersion = 1

  /// The number of epochs that are done.
  public var epochs: Int
  public var model: NamedTensors
  public var optimizer: NamedTensors
  /// The states of adaptive schedules, by what they schedule.
  public var schedules: [String: AdaptiveSchedule.State]
  /// Figures of the last epoch, by name; those that are not finite are kept too.
  public var metrics: [String: Double]
  /// What must be equal for the training to go on, by key.
  public var configuration: [String: String]

  public init(
    epochs: Int, model: NamedTensors, optimizer: NamedTensors,
    configuration: [String: String] = [:]
  ) {
    precondition(epochs >= 0, "\(epochs) epochs")
    (self.epochs, self.model, self.optimizer) = (epochs, model, optimizer)
    (schedules, metrics) = ([:], [:])
    self.configuration = configuration
  }

  /// Refuses to go on with another configuration, by naming what differs.
  public func requireConfiguration(
    _ asked: [String: String], file: String
  ) throws(CheckpointError) {
    let differences = ConfigurationDifference.between(saved: configuration, asked: asked)
    guard differences.isEmpty else { throw .otherConfiguration(file: file, differences) }
  }
}

/// What a checkpoint holds besides tensors, as JSON.
struct CheckpointRecord: Codable {
  var format = Checkpoint.formatVersion
  var epochs: Int
  var schedules: [String: AdaptiveSchedule.State]
  /// As texts, for JSON has no word for infinity.
  var metrics: [String: String]
  var configuration: [String: String]

  init(_ checkpoint: Checkpoint) {
    epochs = checkpoint.epochs
    schedules = checkpoint.schedules
    metrics = checkpoint.metrics.mapValues { "\($0)" }
    configuration = checkpoint.configuration
  }
}
