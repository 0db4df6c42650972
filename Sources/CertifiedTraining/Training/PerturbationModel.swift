// PerturbationModel: the sets of inputs that training and evaluation are robust against.

public import Bounds
internal import Tensors

/// The set around each sample, for a radius.
public struct PerturbationModel: Sendable, Hashable {
  public var norm: Norm
  /// Where inputs lie in any case, such as pixels in `0...1`; sets are cut to it.
  public var range: ClosedRange<Double>?
  /// The unit of the radius for each channel of the samples, or each column of a table; without it,
  /// the units of the data.
  public var scales: [Double]?

  public init(
    norm: Norm = .infinity, range: ClosedRange<Double>? = nil, scales: [Double]? = nil
  ) {
    (self.norm, self.range, self.scales) = (norm, range, scales)
  }

  /// The radius along each element, `[1] + shape`.
  private func radii(_ inputs: Tensor, _ epsilon: Double, _ scales: [Double]) -> Tensor {
    let shape = [1] + inputs.shape.dropFirst()
    let each = shape.reduce(1, *) / scales.count
    return Tensor(shape: [scales.count, 1], scalars: scales.map { $0 * epsilon })
      .converted(to: inputs.scalarType).to(inputs.device)
      .expanded(to: [scales.count, each]).reshaped(to: shape)
  }

  /// The box of radius `epsilon` around inputs `[n] + shape`.
  func box(around inputs: Tensor, _ epsilon: Double) -> Box {
    var (lower, upper) = (inputs - epsilon, inputs + epsilon)
    if let scales {
      let reach = radii(inputs, epsilon, scales)
      (lower, upper) = (inputs - reach, inputs + reach)
    }
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
    if let scales {
      return NormBall(
        center: inputs, radii: radii(inputs, epsilon, scales).expanded(to: inputs.shape),
        kind: norm == .two ? .two : .one, limits: limits)
    }
    return NormBall(
      center: inputs, radius: radius, kind: norm == .two ? .two : .one, limits: limits)
  }

  /// The set around inputs, for methods that take any.
  func set(around inputs: Tensor, _ epsilon: Double) -> any Perturbation {
    norm == .infinity ? box(around: inputs, epsilon) : ball(around: inputs, epsilon)
  }
}
