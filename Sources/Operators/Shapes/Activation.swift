// Operators that act on each element alone. A rule is the function and the lines around it.

public import Bounds
public import Graphs
public import Tensors

/// An operator `yᵢ = f(xᵢ)` that states its function and the lines that enclose it.
public protocol Activation: NonlinearOperator {
  /// The function itself.
  func callAsFunction(_ x: Tensor) -> Tensor

  /// The lines that enclose the function on `x`.
  ///
  /// `alpha`: where the free lines lie, inside the ranges of ``alphaSpace(_:)``; of a shape
  /// that broadcasts with the ends of `x`. `nil` leaves the choice to the rule.
  func relax(_ x: Interval, alpha: Tensor?) -> Relaxation

  /// Other lines that may bound better, where neither always do; `nil` where those of
  /// ``relax(_:alpha:)`` do.
  func alternativeLines(_ x: Interval) -> Relaxation?

  /// A claim that alpha is the slope of the lower line, as for a convex function with one kink; then
  /// its derivative needs no automatic differentiation.
  var alphaIsLowerSlope: Bool { get }
}

extension Activation {
  public func evaluate(_ inputs: [Tensor]) -> Tensor { self(inputs[0]) }

  public var alphaIsLowerSlope: Bool { false }

  public func alternativeLines(_ x: Interval) -> Relaxation? { nil }

  public func linearize(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    enclosingLines(inputs, alpha: alpha)
  }

  /// The lines of ``relax(_:alpha:)``.
  func enclosingLines(_ inputs: [Interval], alpha: Tensor?) -> any Linearization {
    // With an alpha for each row, the ends get an axis for the rows.
    let x = alpha == nil ? inputs[0] : inputs[0].map { $0.addingAxis(1) }
    return EnclosingLines(
      activation: self, interval: x, alpha: alpha, lines: relax(x, alpha: alpha))
  }
}

/// An activation that never decreases, so its range lies between the values at the ends.
public protocol MonotoneActivation: Activation {}

extension MonotoneActivation {
  public func interval(_ inputs: [Interval]) -> Interval { inputs[0].map { self($0) } }
}

/// The lines of one activation on one batch of intervals.
struct EnclosingLines<Function: Activation>: Linearization {
  let activation: Function
  let interval: Interval
  let alpha: Tensor?
  let lines: Relaxation

  var alternative: (any Linearization)? {
    guard alpha == nil, let other = activation.alternativeLines(interval) else { return nil }
    return EnclosingLines(activation: activation, interval: interval, alpha: nil, lines: other)
  }

  func substitute(_ a: Tensor, mirrored: Bool) -> (coefficients: [Tensor], constant: Tensor) {
    let (coefficients, constant) = lines.substitute(a, mirrored: mirrored)
    return ([coefficients], constant)
  }

  func forward(_ inputs: [LinearBounds], outputShape: [Int]) -> LinearBounds {
    lines.forward(inputs[0])
  }

  func carry(
    _ inputs: [Tensor], chosenBy a: Tensor
  ) -> (values: Tensor, alphaGradient: Tensor?) {
    guard let alpha else {
      return (lines.carry(inputs[0], chosenBy: a, wantsGradient: false).values, nil)
    }
    guard !activation.alphaIsLowerSlope else {
      let (values, gradient) = lines.carry(inputs[0], chosenBy: a, wantsGradient: true)
      return (values, gradient)
    }
    let values = lines.carry(inputs[0], chosenBy: a, wantsGradient: false).values
    return (values, derivative(at: inputs[0], chosenBy: a, alpha))
  }

  /// The derivative of each row's bound in alpha, through the lines that alpha places.
  private func derivative(at z: Tensor, chosenBy a: Tensor, _ alpha: Tensor) -> Tensor {
    withGradients {
      let variable = alpha.requiringGradient
      let lines = activation.relax(interval, alpha: variable)
      let bound = a.positivePart * lines.lower(z) + a.negativePart * lines.upper(z)
      guard bound.requiresGradient else { return alpha.filled(with: 0) }
      return Tensor.gradient(of: bound.sum(), wrt: [variable])[0]
    }
  }
}
