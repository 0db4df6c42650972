// TrainingError: what can stop a training run.

/// What can stop a training run or keep it from starting.
public enum TrainingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A key of a configuration that does not exist.
  case unknownKey(String, known: [String])
  /// A value that a key cannot have.
  case badValue(key: String, value: String, problem: String)
  /// The file is no configuration.
  case badConfiguration(String)
  /// The loss or a gradient is not a number.
  case notFinite(epoch: Int, step: Int, what: String)
  /// The loss has stayed above that of guessing.
  case diverged(epoch: Int, loss: Double, chance: Double)
  /// The data do not fit what is asked.
  case data(String)
  /// A checkpoint cannot be used.
  case checkpoint(String)

  public var description: String {
    switch self {
    case .unknownKey(let key, let known):
      "unknown setting '\(key)'; there are \(known.joined(separator: ", "))"
    case .badValue(let key, let value, let problem): "\(key): '\(value)' \(problem)"
    case .badConfiguration(let problem): "the configuration: \(problem)"
    case .notFinite(let epoch, let step, let what):
      "\(what) is not a number at epoch \(epoch), step \(step): lower the rate or the clipping norm"
        + " (clip), or lengthen the ramp of epsilon"
    case .diverged(let epoch, let loss, let chance):
      "the loss has stayed at \(loss), above guessing (\(chance)), up to epoch \(epoch): lower the"
        + " rate, or start epsilon later and let it grow over more epochs"
    case .data(let problem): problem
    case .checkpoint(let problem): problem
    }
  }
}
