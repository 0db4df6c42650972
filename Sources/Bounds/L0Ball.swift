// The L0 ball: few elements of the input change, each within an interval of its own.

public import Tensors

/// The inputs that differ from `center` in at most `changes` elements, each of which lies in its
/// interval of `limits`.
///
/// A change of element `i` moves a row `a` by `aᵢ (xᵢ - cᵢ)`, whatever the others do. So the minimum
/// is `a·c` plus the sum of the most negative of these moves: exact.
///
///     min a·x = a·c + Σ of the `changes` least min(0, aᵢ (lᵢ - cᵢ), aᵢ (uᵢ - cᵢ))
///
/// | | |
/// |---|---|
/// | Cost | one pass over the coefficients and one selection, `batch` times where rows are shared |
public struct L0Ball: Perturbation {
  public let box: Interval
  public let changes: Int
  private let center: Tensor
  private let limits: Interval

  /// - `center`: `[batch] + shape of the input`.
  /// - `changes`: how many elements may change; as many as there are make a box.
  /// - `limits`: where an element may go, of the shape of `center`; it need not hold the center.
  public init(center: Tensor, changes: Int, limits: Interval) {
    precondition(changes >= 0, "\(changes) changes")
    precondition(center.shape == limits.shape, "center \(center.shape), limits \(limits.shape)")
    (self.center, self.changes, self.limits) = (center, changes, limits)
    box =
      changes == 0
      ? Interval(center)
      : Interval(Tensor.minimum(limits.lower, center), Tensor.maximum(limits.upper, center))
  }

  public var isConvex: Bool { changes >= center.shape.dropFirst().reduce(1, *) }

  public func range(of coefficients: Tensor) -> Interval {
    let middle = product(coefficients, center)
    let (fall, rise) = (moves(of: coefficients), moves(of: -coefficients))
    return Interval(middle - reach(of: fall), middle + reach(of: rise))
  }

  public func minimum(of coefficients: Tensor) -> Tensor {
    product(coefficients, center) - reach(of: moves(of: coefficients))
  }

  public func minimizer(of coefficients: Tensor) -> Tensor {
    let fall = moves(of: coefficients)
    let rows = coefficients.reshaped(to: [coefficients.shape[0], coefficients.shape[1], -1])
    let below = (limits.lower - center).flatRows
    let above = (limits.upper - center).flatRows
    let step = below.selected(where: rows * below .<= rows * above, else: above)
    let places = fall.indicesOfLargest(count(fall), along: 2)
    let chosen = fall.filled(with: 0)
      .scattering(fall.gathering(places, along: 2), at: places, along: 2)
    let point = center.flatRows + step.selected(where: chosen .> 0, else: 0)
    return point.reshaped(to: Array(point.shape.prefix(2)) + coefficients.shape.dropFirst(2))
  }

  public func batch(_ range: Range<Int>) -> L0Ball {
    L0Ball(center: center.slice(range), changes: changes, limits: limits.batch(range))
  }

  /// How far a change of each element can lower each row: `[batch, rows, elements]`, none negative.
  private func moves(of coefficients: Tensor) -> Tensor {
    let rows = coefficients.reshaped(to: [coefficients.shape[0], coefficients.shape[1], -1])
    let below = rows * (limits.lower - center).flatRows
    let above = rows * (limits.upper - center).flatRows
    return (-Tensor.minimum(below, above)).positivePart
  }

  /// The sum of the largest moves of each row.
  private func reach(of moves: Tensor) -> Tensor {
    let count = count(moves)
    guard count < moves.shape[2] else { return moves.sum(along: [2]) }
    return moves.gathering(moves.indicesOfLargest(count, along: 2), along: 2).sum(along: [2])
  }

  private func count(_ moves: Tensor) -> Int { min(changes, moves.shape[2]) }
}

extension Tensor {
  /// Points `[batch] + shape` as rows that meet coefficients: `[batch, 1, elements]`.
  var flatRows: Tensor { reshaped(to: [shape[0], 1, -1]) }
}
