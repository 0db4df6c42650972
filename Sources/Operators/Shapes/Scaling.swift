// Scaling element by element, with broadcasting: y = s ∘ x + t.

public import Bounds
public import Graphs
public import Tensors

/// An operator that multiplies each element by a constant and adds another.
public protocol Scaling: AffineOperator {
  var inputShape: [Int] { get }
  /// The factor `s`, which broadcasts with the input.
  var scale: Tensor { get }
}

extension Scaling {
  public var mixing: Mixing { outputShape == inputShape ? .none : .copies }

  public func apply(_ inputs: [Tensor]) -> Tensor {
    let product = applyWeights(inputs)
    return bias.map { product + $0 } ?? product
  }

  public func applyWeights(_ inputs: [Tensor]) -> Tensor {
    inputs[0].lifted(from: inputShape, to: outputShape) * scale
  }

  public func applyMagnitude(_ radii: [Tensor]) -> Tensor {
    radii[0].lifted(from: inputShape, to: outputShape) * scale.magnitude
  }

  public func interval(_ inputs: [Interval]) -> Interval {
    guard !inputs[0].parts.isBall else {
      let (center, radius) = applyBall(inputs.map(\.centerAndRadius))
      return Interval(center: center, radius: radius)
    }
    // The ends themselves and not center and radius: a point stays a point.
    let (one, other) = (apply([inputs[0].lower]), apply([inputs[0].upper]))
    return Interval(Tensor.minimum(one, other), Tensor.maximum(one, other))
  }

  public func transpose(_ a: Tensor) -> [Tensor] {
    [(a * scale).summed(from: outputShape, to: inputShape)]
  }
}
