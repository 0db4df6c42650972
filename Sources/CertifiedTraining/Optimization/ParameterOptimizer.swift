// ParameterOptimizer: one step of all parameters of a network at once.

public import Tensors

/// What became of a step.
public enum StepOutcome: Sendable, Equatable {
  /// The parameters changed; the norm is that of all gradients together before it was clipped.
  case done(gradientNorm: Double)
  /// This parameter's gradient has an infinite element or a NaN; nothing changed.
  case notFinite(parameter: String)
}

/// Changes all parameters of a network, step by step.
///
/// With gradients g of the loss, in this order:
///
///     g ← g + l1 sign(θ)                      the decayed parameters only
///     g ← g min(1, c / (‖g‖ + 1e-6))          all of them together, as PyTorch's clip_grad_norm_
///     θ ← θ - rate · rule(g, θ)               weight decay as the rule has it
public struct ParameterOptimizer: Sendable {
  public struct Options: Sendable, Hashable {
    public var kind: OptimizerKind
    public var weightDecay = 0.0
    /// The weight of the sum of magnitudes in the loss.
    public var l1Penalty = 0.0
    /// Spares biases and the parameters of normalization (those of at most one axis) both penalties.
    public var sparesVectors = false
    /// The largest norm of all gradients together.
    public var clippingNorm: Double?

    public init(_ kind: OptimizerKind) { self.kind = kind }
  }

  public let options: Options
  private let names: [String]
  private var states: [ParameterState]

  public init(for parameters: NamedTensors, options: Options) {
    self.options = options
    names = parameters.names
    states = parameters.tensors.map {
      ParameterState(options.kind, for: $0, weightDecay: options.weightDecay(of: $0))
    }
  }

  /// Goes on from the state that another one of the same kind gave out.
  public init(
    for parameters: NamedTensors, options: Options, state: NamedTensors
  ) throws(OptimizerError) {
    self.options = options
    names = parameters.names
    states = []
    for (name, tensor) in parameters {
      states.append(
        try ParameterState(
          options.kind, for: tensor, named: name, weightDecay: options.weightDecay(of: tensor),
          from: state))
    }
    let known = Set(self.state.names)
    if let stranger = state.names.first(where: { !known.contains($0) }) { throw .unknown(stranger) }
  }

  /// Everything that the steps so far left behind, under PyTorch's names: `conv1.weight.exp_avg`.
  public var state: NamedTensors {
    NamedTensors(zip(names, states).flatMap { name, state in state.saved(as: name) })
  }

  /// Changes each parameter against its gradient; `gradients` are in the order of the parameters.
  @discardableResult
  public mutating func step(
    _ parameters: inout NamedTensors, against gradients: [Tensor], rate: Double
  ) -> StepOutcome {
    precondition(parameters.names == names, "parameters \(parameters.names), not \(names)")
    precondition(gradients.count == names.count, "\(gradients.count) gradients of \(names.count)")
    return withoutGradients {
      let slopes = zip(parameters.tensors, gradients).map(options.penalized)
      let norms = slopes.map(\.euclideanNorm)
      if let place = norms.firstIndex(where: { !$0.isFinite }) {
        return .notFinite(parameter: names[place])
      }
      // Scaled by the largest, so that no square overflows.
      let largest = norms.max() ?? 0
      let scaled = norms.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }
      let norm = largest == 0 ? 0 : largest * scaled.squareRoot()
      let factor = options.clippingNorm.map { min(1, $0 / (norm + 1e-6)) } ?? 1
      for (place, slope) in slopes.enumerated() {
        let gradient = factor < 1 ? slope * factor : slope
        parameters.update(at: place) { states[place].step(&$0, against: gradient, rate: rate) }
      }
      return .done(gradientNorm: norm)
    }
  }
}

extension ParameterOptimizer.Options {
  private func isSpared(_ parameter: Tensor) -> Bool { sparesVectors && parameter.rank <= 1 }

  func weightDecay(of parameter: Tensor) -> Double { isSpared(parameter) ? 0 : weightDecay }

  func penalized(_ parameter: Tensor, _ gradient: Tensor) -> Tensor {
    l1Penalty == 0 || isSpared(parameter) ? gradient : gradient + parameter.sign * l1Penalty
  }
}
