// ParameterState: what an optimizer remembers of one parameter, in and out under PyTorch's names.

internal import Tensors

/// What an optimizer remembers of one parameter.
enum ParameterState: Sendable {
  case sgd(SGD)
  case adam(Adam)
  /// While a step has taken the state out: a second owner would make it copy its tensors.
  case vacant

  private enum Options {
    case sgd(SGD.Options)
    case adam(Adam.Options)
  }

  /// PyTorch's names.
  private enum Key {
    static let momentum = ".momentum_buffer"
    static let mean = ".exp_avg"
    static let square = ".exp_avg_sq"
    static let count = ".step"
  }

  private static func options(_ kind: OptimizerKind, weightDecay: Double) -> Options {
    switch kind {
    case .sgd(let momentum, let isNesterov):
      var options = SGD.Options(momentum: momentum)
      (options.isNesterov, options.weightDecay) = (isNesterov, weightDecay)
      return .sgd(options)
    case .adam(let constants): return .adam(adam(constants, weightDecay, isDecoupled: false))
    case .adamW(let constants): return .adam(adam(constants, weightDecay, isDecoupled: true))
    }
  }

  private static func adam(
    _ constants: AdamConstants, _ weightDecay: Double, isDecoupled: Bool
  ) -> Adam.Options {
    var options = Adam.Options()
    options.firstDecay = constants.firstDecay
    options.secondDecay = constants.secondDecay
    options.epsilon = constants.epsilon
    options.weightDecay = weightDecay
    options.decouplesDecay = isDecoupled
    return options
  }

  /// The state before the first step.
  init(_ kind: OptimizerKind, for parameter: Tensor, weightDecay: Double) {
    switch Self.options(kind, weightDecay: weightDecay) {
    case .sgd(let options): self = .sgd(SGD(for: parameter, options: options))
    case .adam(let options): self = .adam(Adam(for: parameter, options: options))
    }
  }

  /// The state that ``saved(as:)`` wrote; its problem in words where it does not fit.
  init(
    _ kind: OptimizerKind, for parameter: Tensor, named name: String, weightDecay: Double,
    from saved: NamedTensors
  ) throws(OptimizerError) {
    switch Self.options(kind, weightDecay: weightDecay) {
    case .sgd(let options):
      let key = name + Key.momentum
      guard saved[key] != nil else {
        self = .sgd(SGD(for: parameter, options: options))
        return
      }
      let momentum = try saved.entry(key, like: parameter)
      self = .sgd(SGD(options: options, momentum: momentum))
    case .adam(let options):
      let mean = try saved.entry(name + Key.mean, like: parameter)
      let square = try saved.entry(name + Key.square, like: parameter)
      let key = name + Key.count
      guard let count = saved[key] else { throw .missing(key) }
      guard count.count == 1, count.scalarType == .float32 else {
        throw .shape(key, expected: [], found: count.shape)
      }
      let step = count.reshaped(to: []).to(parameter.device)
      self = .adam(Adam(options: options, mean: mean, square: square, count: step))
    }
  }

  func saved(as name: String) -> [(String, Tensor)] {
    switch self {
    case .sgd(let sgd):
      sgd.momentum.map { [(name + Key.momentum, $0)] } ?? []
    case .adam(let adam):
      [
        (name + Key.mean, adam.mean), (name + Key.square, adam.square),
        (name + Key.count, adam.count),
      ]
    case .vacant: []
    }
  }

  mutating func step(_ parameter: inout Tensor, against gradient: Tensor, rate: Double) {
    switch self {
    case .sgd(var sgd):
      self = .vacant
      sgd.options.rate = rate
      sgd.step(&parameter, against: gradient)
      self = .sgd(sgd)
    case .adam(var adam):
      self = .vacant
      adam.options.rate = rate
      adam.step(&parameter, against: gradient)
      self = .adam(adam)
    case .vacant: break
    }
  }
}

extension NamedTensors {
  /// The entry of a name, refused where it does not have a parameter's shape and type.
  fileprivate func entry(_ name: String, like other: Tensor) throws(OptimizerError) -> Tensor {
    guard let tensor = self[name] else { throw .missing(name) }
    guard tensor.shape == other.shape else {
      throw .shape(name, expected: other.shape, found: tensor.shape)
    }
    guard tensor.scalarType == other.scalarType else {
      throw .type(name, expected: "\(other.scalarType)", found: "\(tensor.scalarType)")
    }
    return tensor.to(other.device)
  }
}
