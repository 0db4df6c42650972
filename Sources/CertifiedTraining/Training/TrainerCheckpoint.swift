// TrainerCheckpoint: a run as a checkpoint, and a run that goes on from one.

internal import Tensors

extension Trainer {
  /// Everything that the next step depends on, beside the data.
  public var checkpoint: Checkpoint {
    var result = Checkpoint(
      epochs: epoch, model: network.namedValues, optimizer: optimizer.state,
      configuration: configuration.identity)
    result.schedules = ["epsilon": adaptive]
    result.progress = progress
    return result
  }

  /// Goes on from a checkpoint of a run of the same configuration.
  public mutating func restore(_ checkpoint: Checkpoint, file: String) throws {
    try checkpoint.requireConfiguration(configuration.identity, file: file)
    try network.load(checkpoint.model)
    parameters = Self.trained(network)
    optimizer = try ParameterOptimizer(
      for: parameters, options: try configuration.optimizerOptions(), state: checkpoint.optimizer)
    adaptive = checkpoint.schedules["epsilon"] ?? adaptive
    progress = checkpoint.progress
  }
}

extension TrainingConfiguration {
  /// What must be the same for a run to go on; how many checkpoints are kept need not be.
  var identity: [String: String] {
    var result = Dictionary(uniqueKeysWithValues: settings.map { ($0.key, $0.value) })
    result["keep"] = nil
    return result
  }
}
