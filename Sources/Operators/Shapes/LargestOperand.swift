// The largest or smallest of several operands, with broadcasting.

public import Bounds
public import Graphs
public import Tensors

/// An operator that keeps the largest of its operands, or the smallest.
///
/// With `x` the operand of the larger upper end, `L = max(lₓ, l_y)` and `cⱼ(θ)` the chord of
/// `max(xⱼ - θ, 0)` on `[lⱼ, uⱼ]`:
///
/// | `max(x, y)` | alpha = 0 | alpha = 1 |
/// |---|---|---|
/// | lower plane | the operand of the larger middle | the other |
/// | upper plane | `θ + cₓ(θ)` with `θ = max(L, u_y)` | `L + cₓ(L) + c_y(L)` |
///
/// The two upper planes are the facets of the concave envelope over the box, so that their blends
/// are all the planes worth having; and so are those of the lower ones. Where one operand is never
/// below the other, all are that operand. More than two operands are folded one by one.
///
/// Without an alpha the planes are those of zero. Where several operands vary a second walk takes
/// `p x + (1 - p) y` below, with the slope `p = (uₓ - l_y) / (uₓ - l_y + u_y - lₓ)` of the chord of
/// `max(x - y, 0)`, parallel to the upper line of the difference, and the better bound counts: on random
/// networks 0 to 6% tighter than one operand alone, where `p` alone is up to 14% looser.
public protocol LargestOperand: ElementwiseOperator {
  /// One for the largest operand, minus one for the smallest: `min(x) = -max(-x)`.
  var direction: Double { get }
}

extension LargestOperand {
  public static var bounding: String { "the triangle of the difference, with a free line" }

  public static var wholeNumbers: WholeNumberUse { .moved }

  public static var inputCounts: ClosedRange<Int> { 1...Int.max }

  public func callAsFunction(_ operands: [Tensor]) -> Tensor {
    operands.dropFirst().reduce(operands[0], direction > 0 ? Tensor.maximum : Tensor.minimum)
  }

  public func range(_ operands: [Interval]) -> Interval {
    Interval(self(operands.map(\.lower)), self(operands.map(\.upper)))
  }

  public func isOpen(_ operands: [Interval]) -> Tensor {
    var best = turned(operands[0])
    var mask = best.lower .< best.lower
    for operand in operands.dropFirst().map(turned) {
      mask = mask .| PairPlanes(best, operand).isOpen
      best = best.larger(than: operand)
    }
    return mask
  }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? {
    let intervals = operands.joined(inputs)
    let shape = [inputs[0].batchCount] + outputShape
    let open = isOpen(intervals).converted(to: inputs[0].lower.scalarType).expanded(to: shape)
    let zero = open.filled(with: 0)
    return AlphaSpace(range: Interval(zero, open), startBelow: zero, startAbove: zero)
  }

  public func planes(_ operands: [Interval], alpha: Tensor?) -> ElementwisePlanes {
    let alpha = alpha ?? operands[0].lower.filled(with: 0)
    return planes(operands, alpha) { $0.lower(alpha) }
  }

  public func alternativePlanes(_ operands: [Interval]) -> ElementwisePlanes? {
    guard self.operands.variableShapes.count > 1 else { return nil }
    let zero = operands[0].lower.filled(with: 0)
    return planes(operands, zero) { $0.parallel(zero) }
  }

  private func planes(
    _ operands: [Interval], _ alpha: Tensor, lowerPlane: (PairPlanes) -> ElementwisePlane
  ) -> ElementwisePlanes {
    var best = turned(operands[0])
    let (zero, one) = (best.lower.filled(with: 0), best.lower.filled(with: 1))
    var lower = ElementwisePlane(slopes: [one], intercept: zero)
    var upper = lower
    for operand in operands.dropFirst().map(turned) {
      let pair = PairPlanes(best, operand)
      lower = lower.joined(by: lowerPlane(pair))
      upper = upper.joined(by: pair.upper(alpha))
      best = best.larger(than: operand)
    }
    guard direction < 0 else { return ElementwisePlanes(lower: lower, upper: upper) }
    // The slopes of -max(-x) are those of the maximum, and above becomes below.
    return ElementwisePlanes(
      lower: ElementwisePlane(slopes: upper.slopes, intercept: -upper.intercept),
      upper: ElementwisePlane(slopes: lower.slopes, intercept: -lower.intercept))
  }

  private func turned(_ x: Interval) -> Interval {
    direction > 0 ? x : Interval(-x.upper, -x.lower)
  }
}

extension Interval {
  fileprivate func larger(than other: Interval) -> Interval {
    Interval(Tensor.maximum(lower, other.lower), Tensor.maximum(upper, other.upper))
  }
}

extension ElementwisePlane {
  /// Puts a plane of the operands so far into a plane of it and one more, whose slopes are not
  /// negative.
  fileprivate func joined(by pair: ElementwisePlane) -> ElementwisePlane {
    ElementwisePlane(
      slopes: slopes.map { $0 * pair.slopes[0] } + [pair.slopes[1]],
      intercept: intercept * pair.slopes[0] + pair.intercept)
  }
}

/// The planes around the larger of two values.
private struct PairPlanes {
  let (x, y): (Interval, Interval)
  let isOpen: Tensor

  init(_ x: Interval, _ y: Interval) {
    (self.x, self.y) = (x, y)
    isOpen = .!((x.lower .>= y.upper) .| (y.lower .>= x.upper))
  }

  func lower(_ alpha: Tensor) -> ElementwisePlane {
    let one = alpha.filled(with: 1)
    let isFirst =
      (x.lower + x.upper .>= y.lower + y.upper) .& isOpen .| (x.lower .>= y.upper)
    let share = (alpha * -1 + 1).selected(where: isOpen, else: one)
    let rest = one - share
    return ElementwisePlane(
      slopes: [
        share.selected(where: isFirst, else: rest), rest.selected(where: isFirst, else: share),
      ],
      intercept: share.filled(with: 0))
  }

  /// The lower plane that is parallel to the chord of the difference.
  ///
  /// `zero`: of the shape of the planes.
  func parallel(_ zero: Tensor) -> ElementwisePlane {
    let (rise, fall) = (x.upper - y.lower, y.upper - x.lower)
    let isSecond = y.lower .>= x.upper
    // Ends that are no numbers leave the whole to one operand.
    let chord = (rise / (rise + fall)).replacingNaN(with: 1).clamped(to: 0...1)
    let share =
      zero + chord.selected(where: isOpen, else: (zero + 1).selected(where: .!isSecond, else: 0))
    return ElementwisePlane(slopes: [share, share * -1 + 1], intercept: zero)
  }

  func upper(_ alpha: Tensor) -> ElementwisePlane {
    let floor = Tensor.maximum(x.lower, y.lower)
    let top = Tensor.maximum(x.upper, y.upper)
    let second = Tensor.maximum(floor, Tensor.minimum(x.upper, y.upper))
    // A chord that starts at the second largest end leaves nothing of the other operand.
    let near = [chord(x, from: second), chord(y, from: second)]
    let far = [chord(x, from: floor), chord(y, from: floor)]
    let fraction = alpha.selected(where: isOpen, else: alpha.filled(with: 0))
    let slopes = zip(near, far).map { $0 + ($1 - $0) * fraction }
    let level = second + (floor - second) * fraction
    let start = slopes[0] * x.lower + slopes[1] * y.lower
    let reach = Tensor.maximum(Tensor.maximum(x.lower.magnitude, y.lower.magnitude), top.magnitude)
    let margin = (reach * (8 * reach.scalarType.epsilon)).selected(where: isOpen, else: 0)
    let intercept = level - start + margin
    let isSure = start.isFinite .& level.isFinite .& top.isFinite
    return ElementwisePlane(
      slopes: slopes.map { $0.selected(where: isSure, else: 0) },
      intercept: intercept.selected(where: isSure, else: top))
  }

  /// The slope of the chord of `max(x - θ, 0)`; at a point that is not below `θ` it is one.
  private func chord(_ x: Interval, from threshold: Tensor) -> Tensor {
    let rise = (x.upper - threshold).positivePart
    let width = x.width
    let isWide = width .> 0
    return (rise / width.selected(where: isWide, else: 1)).clamped(to: 0...1)
      .selected(where: isWide, else: 0)
  }
}
