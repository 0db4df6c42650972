// The dual variables of a perturbation set: what its bounds may be moved by, beside the planes.

public import Tensors

/// The dual variables of rows over a set whose minimum is bounded by a dual problem.
///
/// Any values that are not negative give a true bound; see ``Perturbation/minimum(of:dual:)``.
public struct DualVariables: Sendable {
  /// `[batch, rows, variables]`.
  public var values: Tensor
  /// The size of a step that matters, of the same shape.
  public let unit: Tensor

  public init(values: Tensor, unit: Tensor) {
    precondition(values.shape == unit.shape, "dual \(values.shape) in units \(unit.shape)")
    (self.values, self.unit) = (values, unit)
  }

  /// Those of the parts of a set, side by side; nothing if no part has any.
  static func joining(_ parts: [DualVariables?]) -> DualVariables? {
    let known = parts.compactMap(\.self)
    guard known.count > 1 else { return known.first }
    return DualVariables(
      values: Tensor.concatenating(known.map(\.values), along: 2),
      unit: Tensor.concatenating(known.map(\.unit), along: 2))
  }
}

extension Perturbation {
  public var dualCount: Int { 0 }

  public func dual(for coefficients: Tensor) -> DualVariables? { nil }

  public func minimum(of coefficients: Tensor, dual: Tensor) -> Tensor { minimum(of: coefficients) }

  public func minimizer(
    of coefficients: Tensor, dual: Tensor
  ) -> (point: Tensor, slope: Tensor) {
    (minimizer(of: coefficients), dual)
  }
}

/// The dual variables of each part, in order.
func split(_ dual: Tensor, by parts: [any Perturbation]) -> [Tensor] {
  var start = 0
  return parts.map { part in
    defer { start += part.dualCount }
    return dual.slice(start..<start + part.dualCount, along: 2)
  }
}
