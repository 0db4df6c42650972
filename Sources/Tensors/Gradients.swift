// Gradients by automatic differentiation.

internal import CTorch

extension Tensor {
  /// The same elements as a variable that gradients may be taken with respect to.
  public var requiringGradient: Tensor { made([self]) { ct_variable(handle, $0) } }

  public var requiresGradient: Bool { ct_requires_grad(handle) }

  /// The same elements, cut from whatever they were computed from.
  public var detached: Tensor { made([self]) { ct_detach(handle, $0) } }

  /// The gradient of a scalar with respect to variables, zero where it does not depend on one.
  ///
  /// `cotangent`: the weights of the elements of `output`; needed when it is no scalar.
  public static func gradient(
    of output: Tensor, weightedBy cotangent: Tensor? = nil, wrt variables: [Tensor]
  ) -> [Tensor] {
    let inputs = variables.map { Optional($0.handle) }
    var found = [CTTensor?](repeating: nil, count: variables.count)
    var message: UnsafeMutablePointer<CChar>?
    let count = Int32(inputs.count)
    guard ct_gradients(output.handle, cotangent?.handle, inputs, count, &found, &message) else {
      stop([output] + variables, message)
    }
    return zip(found, variables).map { handle, variable in
      handle.map(Tensor.init) ?? variable.filled(with: 0)
    }
  }
}

/// Runs a body whose operations record nothing for gradients.
///
/// Never hold this across an `await`.
public func withoutGradients<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  try withGradientMode(false, body)
}

/// Runs a body whose operations on variables are recorded, also within ``withoutGradients(_:)``.
public func withGradients<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  try withGradientMode(true, body)
}

/// Whether operations on variables are recorded, on this thread.
public var gradientsAreRecorded: Bool { ct_grad_is_enabled() }

/// Runs a body whose operations on variables are recorded or not, as a parent thread decided.
public func withGradients<Result, Failure: Error>(
  recorded isRecorded: Bool, _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  try withGradientMode(isRecorded, body)
}

private func withGradientMode<Result, Failure: Error>(
  _ isEnabled: Bool, _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  let before = ct_grad_is_enabled()
  ct_set_grad_enabled(isEnabled)
  defer { ct_set_grad_enabled(before) }
  return try body()
}
