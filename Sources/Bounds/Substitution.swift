// One step of backward substitution through the lines of a relaxation, and its adjoint.

public import Tensors

extension Relaxation {
  /// Replaces a value by the line that keeps each row a lower bound.
  ///
  /// A positive coefficient takes the lower line, a negative one the upper:
  /// `a⁺ · lower(x) + a⁻ · upper(x) ≤ a · f(x)`.
  ///
  /// - Parameters:
  ///   - a: `[batch or 1, rows] + shape`.
  ///   - mirrored: also the rows `-a`, after those of `a`, so that upper bounds come along.
  /// - Returns: the coefficients of `x`, and the constants `[batch, rows]`.
  public func substitute(
    _ a: Tensor, mirrored: Bool
  ) -> (coefficients: Tensor, constant: Tensor) {
    FusedPass.substitute(a.contiguous, self, mirrored: mirrored) ?? expression(a, mirrored)
  }

  /// The same by tensor expressions: the definition, for gradients and other devices.
  package func expression(
    _ a: Tensor, _ mirrored: Bool
  ) -> (coefficients: Tensor, constant: Tensor) {
    let a = mirrored ? Tensor.concatenating([a, -a], along: 1) : a
    let (plus, minus) = (a.positivePart, a.negativePart)
    let coefficients =
      plus * lower.slope.aligned(to: a) + minus * upper.slope.aligned(to: a)
    let axes = Array(2..<a.rank)
    var constant = Tensor(
      repeating: 0, shape: Array(coefficients.shape.prefix(2)), as: a.scalarType, on: a.device)
    for (part, intercept) in [(plus, lower.intercept), (minus, upper.intercept)] {
      guard let intercept else { continue }
      let products = part * intercept.aligned(to: a)
      constant = constant + (axes.isEmpty ? products : products.sum(along: axes))
    }
    return (coefficients, constant)
  }

  /// Carries values forward on the line that each row chose: the adjoint of ``substitute(_:mirrored:)``.
  ///
  /// - `z`: the values of `x` at each row's minimizing input, `[batch, rows] + shape`.
  /// - `a`: the coefficients that chose, of the same shape.
  ///
  /// Returns the values of the chosen lines; when asked for, `a⁺ · z`, which is the derivative of
  /// each row's bound in its lower slopes.
  public func carry(
    _ z: Tensor, chosenBy a: Tensor, wantsGradient: Bool
  ) -> (values: Tensor, gradient: Tensor?) {
    if let fused = FusedPass.carry(
      z.contiguous, self, chosenBy: a.contiguous, wantsGradient: wantsGradient)
    {
      return fused
    }
    let low = Line(slope: lower.slope.aligned(to: a), intercept: lower.intercept?.aligned(to: a))
    let high = Line(slope: upper.slope.aligned(to: a), intercept: upper.intercept?.aligned(to: a))
    return (
      low(z).selected(where: a .>= 0, else: high(z)), wantsGradient ? a.positivePart * z : nil
    )
  }
}

extension Tensor {
  /// Lines `[batch] + shape` get an axis for the rows, so that they fit `[batch, rows] + shape`.
  fileprivate func aligned(to a: Tensor) -> Tensor { rank == a.rank ? self : addingAxis(1) }
}
