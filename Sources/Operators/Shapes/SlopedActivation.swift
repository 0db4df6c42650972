// Activations whose slope is known, and how fast it changes.

internal import Graphs
public import Tensors

/// An activation whose slope at a point is known.
public protocol SlopedActivation: Activation {
  /// The slope at `x`, with a small relative error also where it is small.
  func derivative(_ x: Tensor) -> Tensor

  /// The second derivative at `x`, where the function has the value and the slope given.
  ///
  /// The default finds it by automatic differentiation of ``derivative(_:)``.
  func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor
}

extension SlopedActivation {
  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor {
    withGradients {
      let variable = x.detached.requiringGradient
      let slope = derivative(variable)
      guard slope.requiresGradient else { return x.filled(with: 0) }
      return Tensor.gradient(of: slope.sum(), wrt: [variable])[0]
    }
  }

  /// The derivative, where its own outline is known.
  func derivative(bending curve: Curve) -> SmoothFunction {
    SmoothFunction(
      shape: outputShape, curve: curve,
      derivative: { bend(at: $0, value: self($0), slope: derivative($0)) }, derivative)
  }
}
