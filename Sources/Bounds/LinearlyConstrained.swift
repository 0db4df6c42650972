// A box with linear constraints among the inputs: A x ≤ b, by multipliers.

public import Tensors

/// The inputs of a box that also satisfy `A x ≤ b`.
///
/// For any multipliers `λ ≥ 0` the minimum of a row `a` is at least
///
///     g(λ) = min over the box of (a + λ A)·x - λ·b
///
/// so every `λ` is sound, and `λ = 0` is the box alone: no result is looser than that. The best of
/// one constraint is found exactly, since `g` bends only where an element of `a + λ A` changes sign.
/// Several are taken in turn, each exactly, before and after ``steps`` steps of a primal-dual method
/// that moves them together; the best value met is kept.
///
/// If no input satisfies the constraints every bound is true of it, and whatever is said here is
/// some number that depends on the method.
///
/// | | |
/// |---|---|
/// | Cost | for one constraint `log₂ n` passes over the coefficients; for `m` about `steps + 2 m log₂ n` |
///
/// ## References
///
/// - A. Chambolle, T. Pock, *A First-Order Primal-Dual Algorithm for Convex Problems with Applications
///   to Imaging*, J. Math. Imaging Vis. 40, 2011, <https://doi.org/10.1007/s10851-010-0251-1>.
public struct LinearlyConstrained: Perturbation {
  /// The box, each element cut by what each constraint alone leaves of it.
  public let box: Interval
  /// The steps in which several multipliers are moved together.
  public let steps: Int
  /// `[batch, elements]`.
  private let flat: Box
  /// `[batch or 1, constraints, elements]` and `[batch or 1, 1, constraints]`.
  private let matrix: Tensor
  private let limits: Tensor

  /// - `matrix`: `A`, `[constraints, elements]`, or one for each problem of the batch.
  /// - `limits`: `b`, `[constraints]`, or one for each problem of the batch.
  public init(_ box: Interval, matrix: Tensor, limits: Tensor, steps: Int = 40) {
    let (batch, count) = (box.batchCount, box.shape.dropFirst().reduce(1, *))
    let rows = matrix.rank == 2 ? matrix.addingAxis(0) : matrix
    let ends = limits.rank == 1 ? limits.addingAxis(0) : limits
    precondition(
      rows.rank == 3 && rows.shape[2] == count && ends.rank == 2 && ends.shape[1] == rows.shape[1]
        && [1, batch].contains(rows.shape[0]) && [1, batch].contains(ends.shape[0]),
      "constraints \(matrix.shape), \(limits.shape) on \(box.shape)")
    (self.matrix, self.limits, self.steps) = (rows.contiguous, ends.addingAxis(1), steps)
    let whole = box.map { $0.reshaped(to: [batch, count]) }
    let cut = Self.cut(whole, rows, ends)
    flat = Box(cut)
    self.box = cut.map { $0.reshaped(to: box.shape) }
  }

  private init(_ other: LinearlyConstrained, _ range: Range<Int>) {
    func part(_ tensor: Tensor) -> Tensor { tensor.shape[0] == 1 ? tensor : tensor.slice(range) }
    (box, steps, flat) = (other.box.batch(range), other.steps, other.flat.batch(range))
    (matrix, limits) = (part(other.matrix), part(other.limits))
  }

  public func range(of coefficients: Tensor) -> Interval {
    let rows = coefficients.shape[1]
    let ends = minimum(of: Tensor.concatenating([coefficients, -coefficients], along: 1))
    return Interval(
      ends.slice(0..<rows, along: 1), -ends.slice(rows..<2 * rows, along: 1))
  }

  public func minimum(of coefficients: Tensor) -> Tensor {
    let rows = self.rows(coefficients)
    return value(rows, multipliers(for: rows))
  }

  public func minimizer(of coefficients: Tensor) -> Tensor {
    let rows = self.rows(coefficients)
    let point = flat.minimizer(of: rows + multipliers(for: rows).matmul(matrix))
    return point.reshaped(to: Array(point.shape.prefix(2)) + coefficients.shape.dropFirst(2))
  }

  public func batch(_ range: Range<Int>) -> LinearlyConstrained {
    LinearlyConstrained(self, range)
  }
}

// MARK: - The multipliers

extension LinearlyConstrained {
  private var constraintCount: Int { matrix.shape[1] }

  /// The coefficients of each problem, `[batch, rows, elements]`.
  private func rows(_ coefficients: Tensor) -> Tensor {
    let shape = coefficients.shape
    let rows = coefficients.reshaped(to: [shape[0], shape[1], -1]).detached
    return rows.expanded(to: [batchCount, shape[1], rows.shape[2]]).contiguous
  }

  /// The bound `g(λ)`, less what rounding may have added to it: `[batch, rows]`.
  private func value(_ rows: Tensor, _ multipliers: Tensor) -> Tensor {
    let bound = flat.minimum(of: (rows + multipliers.matmul(matrix)).contiguous)
    let largest = Tensor.maximum(flat.box.lower.magnitude, flat.box.upper.magnitude)
    let size = product(matrix.magnitude, largest).addingAxis(1) + limits.magnitude
    let margin = size * (4 * rows.scalarType.epsilon)
    return bound - (multipliers * (limits + margin)).sum(along: [2])
  }

  /// The derivative `A x* - b` of each bound in its multipliers.
  private func gradient(_ rows: Tensor, _ multipliers: Tensor) -> Tensor {
    let point = flat.minimizer(of: (rows + multipliers.matmul(matrix)).contiguous)
    return point.matmul(matrix.transposed(1, 2)) - limits
  }

  /// The best multipliers that were found, `[batch, rows, constraints]`.
  private func multipliers(for rows: Tensor) -> Tensor {
    withoutGradients {
      var found = Tensor(
        repeating: 0, shape: [batchCount, rows.shape[1], constraintCount], as: rows.scalarType,
        on: rows.device)
      // Taking many constraints in turn costs more than it brings.
      guard constraintCount <= 32 else { return moved(found, rows) }
      for index in 0..<constraintCount { searchOne(index, rows, &found) }
      guard constraintCount > 1 else { return found }
      found = moved(found, rows)
      for index in 0..<constraintCount { searchOne(index, rows, &found) }
      return found
    }
  }

  /// Replaces one multiplier by the best one for the others as they are.
  ///
  /// The derivative falls as the multiplier grows, so the last of the sorted bends where it is not
  /// negative is found by halving; the values at it and at the next one contain the maximum.
  private func searchOne(_ index: Int, _ rows: Tensor, _ multipliers: inout Tensor) {
    let keep = Tensor((0..<constraintCount).map { $0 == index ? 0.0 : 1 })
      .converted(to: rows.scalarType).to(rows.device)
    let others = multipliers * keep
    let base = rows + others.matmul(matrix)
    let row = matrix.slice(index..<index + 1, along: 1)
    let ratio = -(base / row)
    let bends = ratio.selected(where: ratio.isFinite .& (ratio .> 0), else: 0)
    let sorted = bends.gathering(bends.indicesOfLargest(bends.shape[2], along: 2), along: 2)
    var best = others
    var bestValue = value(rows, others)
    var first = bestValue.converted(to: .float64).filled(with: 0)
    var last = first + Double(sorted.shape[2] - 1)
    for _ in 0..<(Int.bitWidth - sorted.shape[2].leadingZeroBitCount) {
      let middle = ((first + last) * 0.5).floor.clamped(to: 0...Double(sorted.shape[2] - 1))
      let place = sorted.gathering(middle.converted(to: .int64).addingAxis(2), along: 2)
      let candidate = others + place * (keep * -1 + 1)
      let value = value(rows, candidate)
      let isBetter = value .> bestValue
      best = candidate.selected(where: isBetter.addingAxis(2), else: best)
      bestValue = value.selected(where: isBetter, else: bestValue)
      let slope = gradient(rows, candidate).slice(index..<index + 1, along: 2).removingAxis(2)
      let isRising = slope .> 0
      last = (middle - 1).selected(where: isRising, else: last)
      first = first.selected(where: isRising, else: middle + 1)
    }
    multipliers = best
  }

  /// Moves all multipliers together, and returns the best ones met.
  ///
  /// The primal-dual steps of Chambolle and Pock, with the box as the unit cube, constraints of unit
  /// length and rows whose elements are one on average:
  ///
  ///     y ← y - τ (a + λ A), clipped to the cube;  λ ← λ + σ (A (2 y - y before) - b), not negative
  private func moved(_ start: Tensor, _ rows: Tensor) -> Tensor {
    let radius = flat.box.radius.addingAxis(1)
    let spread = matrix * radius
    let length = spread.squared.sum(along: [2], keepingAxes: true).squareRoot.nonzero
    let unitRows = spread / length
    let (extents, lengths) = (rows * radius, length.transposed(1, 2))
    let height =
      (extents.squared.sum(along: [2], keepingAxes: true) * (1 / Double(rows.shape[2])))
      .squareRoot.nonzero
    let objective = extents / height
    let room = (limits - product(matrix, flat.box.center).addingAxis(1)) / lengths
    // The largest row sum of A Aᵀ bounds the square of its norm.
    let size = unitRows.matmul(unitRows.transposed(1, 2)).magnitude.sum(along: [2])
      .maximum(along: [1]).squareRoot.reciprocal.reshaped(to: [-1, 1, 1])
    var multipliers = start * lengths / height
    var point = -(objective + multipliers.matmul(unitRows)).sign
    var (best, bestValue) = (start, value(rows, start))
    for _ in 0..<steps {
      let next = (point - (objective + multipliers.matmul(unitRows)) * size).clamped(to: -1...1)
      let residual = (next * 2 - point).matmul(unitRows.transposed(1, 2)) - room
      multipliers = (multipliers + residual * size).positivePart
      point = next
      let candidate = multipliers * height / lengths
      let value = value(rows, candidate)
      let isBetter = value .> bestValue
      best = candidate.selected(where: isBetter.addingAxis(2), else: best)
      bestValue = value.selected(where: isBetter, else: bestValue)
    }
    return best
  }
}

extension Tensor {
  /// The elements, with one in the place of zeros and of what is not finite.
  fileprivate var nonzero: Tensor { selected(where: isFinite .& (self .> 0), else: 1) }
}

// MARK: - The box

extension LinearlyConstrained {
  /// Cuts each element by what each constraint leaves of it when the others are at their best.
  ///
  ///     aᵢ xᵢ ≤ b - Σ over k ≠ i of min aₖ xₖ
  private static func cut(_ box: Interval, _ matrix: Tensor, _ limits: Tensor) -> Interval {
    let low = matrix * box.lower.addingAxis(1)
    let high = matrix * box.upper.addingAxis(1)
    let least = Tensor.minimum(low, high)
    let sum = least.sum(along: [2], keepingAxes: true)
    let room = limits.addingAxis(2) - (sum - least)
    // The sum and its differences are rounded by some units of its largest terms.
    let size = Tensor.maximum(low.magnitude, high.magnitude).sum(along: [2], keepingAxes: true)
    let count = Double(box.shape[1] + 4)
    let slack = (size + limits.addingAxis(2).magnitude) * (count * box.lower.scalarType.epsilon)
    let end = (room + slack) / matrix
    let isUseful = end.isFinite
    let upper = end.selected(where: isUseful .& (matrix .> 0), else: .infinity)
      .minimum(along: [1])
    let lower = end.selected(where: isUseful .& (matrix .< 0), else: -.infinity)
      .maximum(along: [1])
    let cut = box.intersected(with: Interval(lower, upper))
    // Crossed ends say that the set is empty; the box stays one.
    let isCrossed = cut.lower .> cut.upper
    return Interval(
      box.lower.selected(where: isCrossed, else: cut.lower),
      box.upper.selected(where: isCrossed, else: cut.upper))
  }
}
