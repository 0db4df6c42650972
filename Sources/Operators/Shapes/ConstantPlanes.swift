// Planes that are constant: the ends of an interval.

internal import Bounds
internal import Tensors

/// Encloses an operator of one input by its interval alone.
struct ConstantPlanes: Linearization {
  let range: Interval
  let inputShape: [Int]
  /// The planes that alphas blend with the interval.
  let blended: (@Sendable () -> BlendedPlanes)?

  init(
    range: Interval, inputShape: [Int], blended: (@Sendable () -> BlendedPlanes)? = nil
  ) {
    (self.range, self.inputShape, self.blended) = (range, inputShape, blended)
  }

  var movable: (any MovablePlanes)? { blended?() }

  func substitute(_ a: Tensor, mirrored: Bool) -> (coefficients: [Tensor], constant: Tensor) {
    let rows = mirrored ? Tensor.concatenating([a, -a], along: 1) : a
    let ends = range.map { $0.addingAxis(1) }
    let value = rows.positivePart * ends.lower + rows.negativePart * ends.upper
    let shape = Array(value.shape.prefix(2))
    let zero = Tensor(repeating: 0, shape: shape + inputShape, as: a.scalarType, on: a.device)
    return ([zero], value.reshaped(to: shape + [-1]).sum(along: [2]))
  }

  func carry(
    _ inputs: [Tensor], chosenBy a: Tensor
  ) -> (values: Tensor, alphaGradient: Tensor?) {
    let ends = range.map { $0.addingAxis(1) }
    return (ends.lower.selected(where: a .>= 0, else: ends.upper), nil)
  }
}
