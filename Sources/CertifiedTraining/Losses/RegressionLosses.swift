// RegressionLosses: the squared and the absolute error, with the worst value over ranges of outputs.

internal import Bounds
public import Tensors

/// A loss that is a sum over the differences of outputs and targets.
protocol ErrorLoss: ConvexLoss {
  /// `[n, outputs]`.
  var targets: Tensor { get }
  /// The convex function of one difference, and its slope.
  func curve(_ difference: Tensor) -> Tensor
  func slope(_ difference: Tensor) -> Tensor
}

extension ErrorLoss {
  public var offsets: Tensor? { -targets }

  public func forms(of outputs: Tensor) -> Tensor { outputs - targets }

  public func forms(of outputs: Interval) -> Interval { outputs.map { $0 - targets } }

  public func matrix(outputs: Int, as type: ScalarType) -> Tensor {
    let places = Tensor.range(outputs, on: targets.device)
    let identity = (places.addingAxis(1) .== places.addingAxis(0)).converted(to: type)
    return identity.addingAxis(0)
  }

  public func transpose(_ weights: Tensor, outputs: Int) -> Tensor { weights }

  public func value(at forms: Tensor) -> Tensor { curve(forms).mean(along: [1]) }

  public func worst(over forms: Interval) -> Tensor {
    Tensor.maximum(curve(forms.lower), curve(forms.upper)).mean(along: [1])
  }

  public func chord(over forms: Interval) -> LossChord {
    let share = 1 / Double(targets.shape[1])
    return LossChord(of: curve, slope: slope, over: forms) { $0 * share }
  }
}

/// The mean over the outputs of `(y - t)²`.
public struct SquaredError: ErrorLoss {
  public let targets: Tensor
  public init(targets: Tensor) { self.targets = targets }
  func curve(_ difference: Tensor) -> Tensor { difference.squared }
  func slope(_ difference: Tensor) -> Tensor { difference * 2 }
}

/// The mean over the outputs of `|y - t|`.
public struct AbsoluteError: ErrorLoss {
  public let targets: Tensor
  public init(targets: Tensor) { self.targets = targets }
  func curve(_ difference: Tensor) -> Tensor { difference.magnitude }
  func slope(_ difference: Tensor) -> Tensor { difference.sign }
}
