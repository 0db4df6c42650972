// Linear bounds pass forward through an affine operator, column by column.

public import Bounds
internal import Tensors

extension AffineOperator {
  /// The bounds of the output in the variables that the bounds of the inputs are forms of.
  ///
  /// With `W⁺` and `W⁻` the lower form is `W⁺ l + W⁻ u + b`, which is
  /// `(W (l + u) - |W| (u - l)) / 2 + b`: each coefficient and the constant by itself, so that the
  /// products that the operator states do. A single form stays one.
  public func forward(_ inputs: [LinearBounds]) -> LinearBounds {
    guard !inputs.allSatisfy(\.isExact) else {
      return LinearBounds(exactly: offset(mapped(inputs.map(\.lower), by: applyWeights)))
    }
    let sum = mapped(inputs.map { $0.lower + $0.upper }, by: applyWeights)
    let difference = mapped(
      inputs.map {
        $0.isExact
          ? LinearForm(constant: $0.lower.constant.filled(with: 0)) : $0.upper - $0.lower
      }, by: applyMagnitude)
    return LinearBounds(
      lower: offset((sum - difference).halved), upper: offset((sum + difference).halved))
  }

  /// A linear map of the forms of all inputs, the variables taken for a larger batch.
  private func mapped(_ forms: [LinearForm], by map: ([Tensor]) -> Tensor) -> LinearForm {
    let batch = forms.map { $0.constant.shape[0] }.max() ?? 1
    let constant = map(
      forms.map { $0.constant.expanded(to: [batch] + $0.shape).contiguous })
    let known = forms.compactMap(\.coefficients)
    guard let like = known.first else { return LinearForm(constant: constant) }
    let (count, variables) = (known.map { $0.shape[0] }.max() ?? 1, like.shape[1])
    let merged = forms.map { form in
      let zero = Tensor(
        repeating: 0, shape: [1, 1] + form.shape, as: like.scalarType, on: like.device)
      return (form.coefficients ?? zero).expanded(to: [count, variables] + form.shape)
        .contiguous.reshaped(to: [count * variables] + form.shape)
    }
    return LinearForm(
      coefficients: map(merged).reshaped(to: [count, variables] + outputShape),
      constant: constant)
  }

  private func offset(_ form: LinearForm) -> LinearForm {
    guard let bias else { return form }
    return LinearForm(coefficients: form.coefficients, constant: form.constant + bias)
  }
}

extension LinearForm {
  fileprivate var halved: LinearForm {
    LinearForm(coefficients: coefficients.map { $0 * 0.5 }, constant: constant * 0.5)
  }
}
