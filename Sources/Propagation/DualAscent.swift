// The dual variables of a block of rows, and how they move beside the planes.

internal import Bounds
internal import Tensors

/// The dual variables of rows over a set that has any, as α-CROWN optimizes them with the alphas.
///
/// They start at the best for the planes as they are, and follow projected Adam along the derivative
/// of each row's bound. Any that are not negative bound the row, so none is ever wrong.
struct DualAscent {
  private var dual: DualVariables
  private var optimizer: Adam

  /// The rate as a share of that of the alphas, in units of each variable.
  private static let pace = 0.1

  /// Nothing if the set has no dual variables, or the rows do not reach the input.
  init?(for coefficients: Tensor?, over set: some Perturbation) {
    guard set.dualCount > 0, let coefficients, let dual = set.dual(for: coefficients)
    else { return nil }
    self.dual = dual
    var options = Adam.Options()
    options.maximizes = true
    optimizer = Adam(for: dual.values, options: options)
  }

  /// `[batch, rows, variables]`.
  var values: Tensor { dual.values }

  /// One step along the derivative of the bounds, and back to what is not negative.
  mutating func move(along slope: Tensor, rate: Double) {
    var place = dual.values / dual.unit
    optimizer.options.rate = rate * Self.pace
    optimizer.step(&place, against: slope * dual.unit)
    dual.values = place.positivePart * dual.unit
  }
}
