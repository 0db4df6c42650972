// Constraints as rows of a matrix C with thresholds d: what bounds and attacks compute with.

internal import Specifications
internal import Tensors

/// Lists of constraints `C y <= d`, one list for each problem, padded to one length.
///
/// A row that pads is `0 · y <= 0`: it is satisfied by every output, and proves nothing.
struct ConstraintRows: Sendable {
  /// `[problems, rows, outputs]`.
  let matrix: Tensor
  /// `[problems, rows]`.
  let thresholds: Tensor

  init(_ problems: [[OutputConstraint]], outputs: Int, as type: ScalarType, on device: Device) {
    let rows = max(problems.map(\.count).max() ?? 0, 1)
    var entries = [Double](repeating: 0, count: problems.count * rows * outputs)
    var bounds = [Double](repeating: 0, count: problems.count * rows)
    for (problem, constraints) in problems.enumerated() {
      for (row, constraint) in constraints.enumerated() {
        let place = problem * rows + row
        bounds[place] = constraint.bound
        for term in constraint.terms {
          entries[place * outputs + term.index] += term.coefficient
        }
      }
    }
    matrix = Tensor(shape: [problems.count, rows, outputs], scalars: entries)
      .converted(to: type).to(device)
    thresholds = Tensor(shape: [problems.count, rows], scalars: bounds)
      .converted(to: type).to(device)
  }

  /// How many rows each problem has, padding included.
  var rowCount: Int { thresholds.shape[1] }
}
