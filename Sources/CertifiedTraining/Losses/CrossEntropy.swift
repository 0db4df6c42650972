// CrossEntropy: the loss of classifiers, as the sum of exponentials of margins.

public import Bounds
public import Tensors

/// The cross-entropy `log(1 + Σₖ exp(yₖ - y_label))` over the classes other than the label.
public struct CrossEntropy: ConvexLoss {
  /// The class of each sample, int64 `[n]`.
  public let labels: Tensor
  /// The other classes of each sample, int64 `[n, classes - 1]`.
  private let others: Tensor

  public init(labels: Tensor, classes: Int) {
    precondition(classes > 1, "a cross-entropy over \(classes) class")
    self.labels = labels
    let places = Tensor.range(classes - 1, on: labels.device).addingAxis(0)
    let column = labels.addingAxis(1)
    others = places + (places .>= column).converted(to: .int64)
  }

  public var offsets: Tensor? { nil }

  public func forms(of outputs: Tensor) -> Tensor {
    outputs.gathering(others, along: 1) - outputs.gathering(labels.addingAxis(1), along: 1)
  }

  public func forms(of outputs: Interval) -> Interval {
    let column = labels.addingAxis(1)
    return Interval(
      outputs.lower.gathering(others, along: 1) - outputs.upper.gathering(column, along: 1),
      outputs.upper.gathering(others, along: 1) - outputs.lower.gathering(column, along: 1))
  }

  public func matrix(outputs: Int, as type: ScalarType) -> Tensor {
    let (n, forms) = (others.shape[0], others.shape[1])
    let zero = Tensor(repeating: 0, shape: [n, forms, outputs], as: type, on: labels.device)
    let one = Tensor(repeating: 1, shape: [n, forms, 1], as: type, on: labels.device)
    let column = labels.reshaped(to: [n, 1, 1]).expanded(to: [n, forms, 1])
    return zero.scatterAdding(one, at: others.addingAxis(2), along: 2)
      .scatterAdding(-one, at: column, along: 2)
  }

  public func transpose(_ weights: Tensor, outputs: Int) -> Tensor {
    let zero = Tensor(
      repeating: 0, shape: [weights.shape[0], outputs], as: weights.scalarType, on: weights.device)
    return zero.scatterAdding(weights, at: others, along: 1)
      .scatterAdding(
        -weights.sum(along: [1], keepingAxes: true), at: labels.addingAxis(1), along: 1)
  }

  public func value(at forms: Tensor) -> Tensor {
    // The margin of the label itself is zero.
    let label = Tensor(
      repeating: 0, shape: [forms.shape[0], 1], as: forms.scalarType, on: forms.device)
    return Tensor.concatenating([label, forms], along: 1).logSumExp(along: [1])
  }

  public func worst(over forms: Interval) -> Tensor { value(at: forms.upper) }

  public func chord(over forms: Interval) -> LossChord {
    // Exponents are taken relative to the largest that can occur, so that none overflows.
    let top = forms.upper.maximum(along: [1]).positivePart.detached
    let shift = top.addingAxis(1)
    return LossChord(
      of: { ($0 - shift).exp }, slope: { ($0 - shift).exp }, over: forms, constant: (-top).exp,
      outer: { sum in sum.log + top })
  }
}
