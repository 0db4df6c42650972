// The dual variables of a block of rows, and how they move beside the planes.

internal import Bounds
internal import Tensors

/// The dual variables of rows over a set that has any, as α-CROWN optimizes them with the alphas.
///
/// They start at the best for the planes as they are, follow projected Adam along the derivative of
/// each row's bound, and start again from the best every few steps and after the last. Any that are
/// not negative bound the row, so none is ever wrong.
struct DualAscent {
  private var dual: DualVariables
  private var optimizer: Adam

  /// The rate as a share of that of the alphas, in units of each variable.
  private static let pace = 0.4
  /// The steps from one start to the next: the more variables, the dearer the search for the best.
  private let interval: Int

  /// Nothing if the set has no dual variables, or the rows do not reach the input.
  init?(for coefficients: Tensor?, over set: some Perturbation) {
    guard set.dualCount > 0, let coefficients, let dual = set.dual(for: coefficients)
    else { return nil }
    (self.dual, interval) = (dual, max(4, set.dualCount / 2))
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

  /// Takes the best variables for the coefficients as they have become, where it is time to.
  mutating func restart(
    for coefficients: Tensor?, over set: some Perturbation, after steps: Int, of total: Int
  ) {
    guard steps % interval == 0 || steps == total, let coefficients,
      let best = set.dual(for: coefficients)
    else { return }
    dual = best
  }
}
