// A box with linear constraints among the inputs: A x ≤ b, by multipliers.

public import Tensors

/// The inputs of a box that also satisfy `A x ≤ b`.
///
/// For any multipliers `λ ≥ 0` the minimum of a row `a` is at least
///
///     g(λ) = min over the box of (a + λ A)·x - λ·b
///
/// so every `λ` is sound, and `λ = 0` is the box alone: no result is looser than that. The best `λ`
/// of each row is found by steps of the dual simplex method (``MultiplierSearch``), each of which is
/// exact along its edge. Whoever asks the same rows again with slightly other coefficients moves
/// `λ` along the derivative `A x* - b` instead, `x*` being where the box attains the minimum.
///
/// If no input satisfies the constraints every bound is true of it, and whatever is said here is
/// some number that depends on the method.
///
/// | | |
/// |---|---|
/// | Result | the minimum itself, up to rounding, unless the steps run out |
/// | Cost | for `m` constraints a few times `m` passes over the coefficients, each of `2 m` products |
public struct LinearlyConstrained: Perturbation {
  /// The box, each element cut by what each constraint alone leaves of it.
  public let box: Interval
  /// `[batch, elements]`.
  private let flat: Box
  /// `[batch or 1, constraints, elements]` and `[batch or 1, 1, constraints]`.
  private let matrix: Tensor
  private let limits: Tensor
  /// The limits and what rounding may take from a bound besides, `[batch, 1, constraints]`.
  private let wideLimits: Tensor
  /// The mean reach of a constraint over the box, `[batch, 1, constraints]`.
  private let reach: Tensor
  private let search: MultiplierSearch

  /// - `matrix`: `A`, `[constraints, elements]`, or one for each problem of the batch.
  /// - `limits`: `b`, `[constraints]`, or one for each problem of the batch.
  /// - `steps`: the most steps in which a row may look for its multipliers.
  public init(_ box: Interval, matrix: Tensor, limits: Tensor, steps: Int = 40) {
    let (batch, count) = (box.batchCount, box.shape.dropFirst().reduce(1, *))
    let rows = matrix.rank == 2 ? matrix.addingAxis(0) : matrix
    let ends = limits.rank == 1 ? limits.addingAxis(0) : limits
    precondition(
      rows.rank == 3 && rows.shape[2] == count && ends.rank == 2 && ends.shape[1] == rows.shape[1]
        && [1, batch].contains(rows.shape[0]) && [1, batch].contains(ends.shape[0]),
      "constraints \(matrix.shape), \(limits.shape) on \(box.shape)")
    (self.matrix, self.limits) = (rows.contiguous, ends.addingAxis(1))
    let whole = box.map { $0.reshaped(to: [batch, count]) }
    let cut = Self.cut(whole, rows, ends)
    flat = Box(cut)
    self.box = cut.map { $0.reshaped(to: box.shape) }
    let largest = Tensor.maximum(cut.lower.magnitude, cut.upper.magnitude)
    let size = product(rows.magnitude, largest) + ends.magnitude
    wideLimits = (ends + size * (4 * rows.scalarType.epsilon)).addingAxis(1)
    reach = product(rows.magnitude, cut.radius).addingAxis(1)
    search = MultiplierSearch(cut, matrix: rows, limits: ends, steps: steps)
  }

  private init(_ other: LinearlyConstrained, _ range: Range<Int>) {
    func part(_ tensor: Tensor) -> Tensor { tensor.shape[0] == 1 ? tensor : tensor.slice(range) }
    (box, flat) = (other.box.batch(range), other.flat.batch(range))
    (matrix, limits) = (part(other.matrix), part(other.limits))
    (wideLimits, reach) = (other.wideLimits.slice(range), other.reach.slice(range))
    search = other.search.batch(range)
  }

  public func range(of coefficients: Tensor) -> Interval {
    let rows = coefficients.shape[1]
    let ends = minimum(of: Tensor.concatenating([coefficients, -coefficients], along: 1))
    return Interval(
      ends.slice(0..<rows, along: 1), -ends.slice(rows..<2 * rows, along: 1))
  }

  public func minimum(of coefficients: Tensor) -> Tensor {
    let rows = self.rows(coefficients)
    guard rows.requiresGradient else { return best(rows).value }
    // The multipliers move with the row; the derivative in the row is the point where it is smallest.
    let fixed = rows.detached
    let (value, point) = withoutGradients {
      let (value, multipliers) = best(fixed)
      return (value, solution(fixed, multipliers))
    }
    return value + ((rows - fixed) * point).sum(along: [2])
  }

  public func minimizer(of coefficients: Tensor) -> Tensor {
    minimizer(of: coefficients, dual: best(rows(coefficients)).multipliers).point
  }

  public func batch(_ range: Range<Int>) -> LinearlyConstrained {
    LinearlyConstrained(self, range)
  }
}

// MARK: - The multipliers

extension LinearlyConstrained {
  public var dualCount: Int { matrix.shape[1] }

  /// The best multipliers; a unit makes a constraint reach as far over the box as the row does.
  public func dual(for coefficients: Tensor) -> DualVariables? {
    let rows = self.rows(coefficients)
    let extent = product(rows.magnitude, flat.box.radius).addingAxis(2)
    return DualVariables(values: best(rows).multipliers, unit: (extent / reach).nonzero)
  }

  public func minimum(of coefficients: Tensor, dual: Tensor) -> Tensor {
    value(rows(coefficients), dual)
  }

  public func minimizer(
    of coefficients: Tensor, dual: Tensor
  ) -> (point: Tensor, slope: Tensor) {
    let corner = flat.minimizer(of: tilted(rows(coefficients), dual))
    let slope = corner.matmul(matrix.transposed(1, 2)) - limits
    let shape = Array(corner.shape.prefix(2)) + coefficients.shape.dropFirst(2)
    return (corner.reshaped(to: shape), slope)
  }

  /// The coefficients of each problem, `[batch, rows, elements]`.
  private func rows(_ coefficients: Tensor) -> Tensor {
    let shape = coefficients.shape
    let rows = coefficients.reshaped(to: [shape[0], shape[1], -1])
    return rows.expanded(to: [batchCount, shape[1], rows.shape[2]]).contiguous
  }

  /// The best multipliers of rows `[rows, elements]` over one box, which is not cut before:
  /// `[rows, constraints]`.
  ///
  /// Where no input satisfies the constraints they grow beyond what any row needs.
  package static func multipliers(
    for rows: Tensor, over box: Interval, matrix: Tensor, limits: Tensor, steps: Int = 40
  ) -> Tensor {
    MultiplierSearch(
      box, matrix: matrix.addingAxis(0), limits: limits.addingAxis(0), steps: steps
    )
    .multipliers(for: rows.addingAxis(0)).removingAxis(0)
  }

  /// The rows `a + λ A`.
  private func tilted(_ rows: Tensor, _ multipliers: Tensor) -> Tensor {
    (rows + multipliers.matmul(matrix)).contiguous
  }

  /// The bound `g(λ)`, less what rounding may have added to it: `[batch, rows]`.
  private func value(_ rows: Tensor, _ multipliers: Tensor) -> Tensor {
    flat.minimum(of: tilted(rows, multipliers)) - (multipliers * wideLimits).sum(along: [2])
  }

  /// The point of the set where rows are smallest, `[batch, rows, elements]`, for their best multipliers.
  ///
  /// Elements whose coefficient `a + λ A` is zero may lie anywhere in the box: they take up what the
  /// constraints of positive multipliers are off by, as little of it each as will do.
  private func solution(_ rows: Tensor, _ multipliers: Tensor) -> Tensor {
    let coefficients = tilted(rows, multipliers)
    let corner = flat.minimizer(of: coefficients)
    let type = rows.scalarType
    let size = rows.magnitude + multipliers.matmul(matrix.magnitude)
    let isFree = (coefficients.magnitude .<= size * (64 * type.epsilon)).converted(to: type)
    let isTight = (multipliers .> 0).converted(to: type)
    // (A_F A_Fᵀ) y = b - A x for what is tight and free; one on the diagonal for the rest.
    let free = matrix.addingAxis(1) * isFree.addingAxis(2) * isTight.addingAxis(3)
    let square = free.matmul(free.transposed(2, 3))
    let places = Tensor.range(dualCount, on: rows.device)
    let identity = (places.addingAxis(1) .== places.addingAxis(0)).converted(to: type)
    let scale = square.magnitude.maximum(along: [2, 3], keepingAxes: true)
    let rest = (isTight * -1 + 1).addingAxis(3) * identity + identity * scale * (16 * type.epsilon)
    let missing = (limits - corner.matmul(matrix.transposed(1, 2))) * isTight
    guard let factor = (square + rest).choleskyFactor else { return corner }
    let half = factor.solvingLower(missing.addingAxis(3))
    let shift = factor.transposed(2, 3).contiguous.solvingUpper(half)
    return corner + free.transposed(2, 3).matmul(shift).removingAxis(3)
  }

  /// The best bound that was found and the multipliers it is made of, `[batch, rows, constraints]`.
  private func best(_ rows: Tensor) -> (value: Tensor, multipliers: Tensor) {
    let found = withoutGradients { search.multipliers(for: rows) }
    let plain = flat.minimum(of: rows)
    guard (found .> 0).isTrueSomewhere else { return (plain, found) }
    let value = value(rows, found)
    let isBetter = value .> plain
    return (
      value.selected(where: isBetter, else: plain),
      found.selected(where: isBetter.addingAxis(2), else: 0)
    )
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
