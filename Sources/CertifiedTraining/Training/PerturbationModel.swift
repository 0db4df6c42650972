// PerturbationModel: the sets of inputs that training and evaluation are robust against.

public import Bounds
public import Tensors

/// The set around each sample, for a radius.
public struct PerturbationModel: Sendable, Hashable {
  public var norm: Norm
  /// Where inputs lie in any case, such as pixels in `0...1`; sets are cut to it.
  public var range: ClosedRange<Double>?

  public init(norm: Norm = .infinity, range: ClosedRange<Double>? = nil) {
    (self.norm, self.range) = (norm, range)
  }

  /// The box of radius `epsilon` around inputs `[n] + shape`.
  func box(around inputs: Tensor, _ epsilon: Double) -> Box {
    var (lower, upper) = (inputs - epsilon, inputs + epsilon)
    if let range {
      lower = lower.clamped(to: range)
      upper = upper.clamped(to: range)
    }
    return Box(lower: lower, upper: upper)
  }

  /// The ball of another norm.
  func ball(around inputs: Tensor, _ epsilon: Double) -> NormBall {
    let radius = Tensor(
      repeating: epsilon, shape: [inputs.shape[0]], as: inputs.scalarType, on: inputs.device)
    let limits = range.map {
      Interval(inputs.filled(with: $0.lowerBound), inputs.filled(with: $0.upperBound))
    }
    return NormBall(
      center: inputs, radius: radius, kind: norm == .two ? .two : .one, limits: limits)
  }

  /// The set around inputs, for methods that take any.
  func set(around inputs: Tensor, _ epsilon: Double) -> any Perturbation {
    norm == .infinity ? box(around: inputs, epsilon) : ball(around: inputs, epsilon)
  }
}
