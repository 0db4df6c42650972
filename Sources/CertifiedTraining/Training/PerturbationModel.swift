// PerturbationModel: the sets of inputs that training and evaluation are robust against.

public import Bounds
public import Tensors

/// The set around each sample, for a radius.
public struct PerturbationModel: Sendable {
  public var norm: Norm
  /// Where inputs lie in any case, such as pixels in `0...1`; sets are cut to it.
  public var range: ClosedRange<Double>?
  /// The unit of the radius for each channel of the samples, or each column of a table; without it,
  /// the units of the data.
  public var scales: [Double]?
  /// How many words of a sentence may be others.
  public var changes: Int
  /// How many elements of a sample may change, in a box; zero for all.
  public var changedElements: Int
  /// Any other sets around inputs `[n] + shape`, for a radius: an affine image, constraints.
  public var custom: (@Sendable (Tensor, Double) -> any Perturbation)?

  public init(
    norm: Norm = .infinity, range: ClosedRange<Double>? = nil, scales: [Double]? = nil,
    changes: Int = 0, changedElements: Int = 0
  ) {
    (self.norm, self.range, self.scales) = (norm, range, scales)
    (self.changes, self.changedElements) = (changes, changedElements)
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

  /// The inputs of the box that differ in at most `changedElements` elements.
  func fewChanges(around inputs: Tensor, _ epsilon: Double) -> L0Ball {
    L0Ball(center: inputs, changes: changedElements, limits: box(around: inputs, epsilon).box)
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

  /// The sentences with at most `changes` other words, each moved towards the word that it
  /// replaces until `share` of the way is left: none at zero, the words themselves at one.
  ///
  /// - `choices`: `[n, length, choices, width]`, the original first.
  func words(_ choices: Tensor, share: Double) -> WordSubstitution {
    let original = choices.slice(0..<1, along: 2)
    let shape = [1, choices.shape[1], choices.shape[3]]
    return WordSubstitution(
      words: share < 1 ? original + (choices - original) * share : choices, changes: changes,
      shape: shape)
  }

  /// The set around inputs, for methods that take any.
  func set(around inputs: Tensor, _ epsilon: Double) -> any Perturbation {
    if let custom { return custom(inputs, epsilon) }
    guard norm == .infinity else { return ball(around: inputs, epsilon) }
    return changedElements > 0 ? fewChanges(around: inputs, epsilon) : box(around: inputs, epsilon)
  }
}
