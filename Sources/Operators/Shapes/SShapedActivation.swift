// S-shaped activations: they rise, bend up below zero and down above, alike on both sides.

public import Bounds
internal import Graphs
public import Tensors

/// A rising activation that is convex below zero, concave above, and odd up to a constant:
/// `f(-x) = 2 f(0) - f(x)`.
///
/// On `[l, u]`, and for the lower line the same with both axes turned around:
///
/// | | upper line |
/// |---|---|
/// | `u ≤ 0`, all convex | the chord |
/// | `0 ≤ l`, all concave | the tangent at any `t` in `[l, u]` |
/// | `l < 0 < u` | the tangent at any `t` in `[d, u]`; the chord if `d ≥ u` |
///
/// The tangent at `d` passes through `(l, f(l))`. Alpha is the fraction of the way from the smallest
/// `t` to `u` (for the lower line, from the largest to `l`). The default is the tangent point that is
/// nearest to the middle: of all tangents it leaves the smallest area.
///
/// Soundness does not rest on the search for `d`. Above zero a tangent is never below the function;
/// below zero the function is convex, so that a line above it at `l` and at 0 is above it between.
/// The intercept is therefore raised to whatever the end `l` needs, for any `t`; and it is moved
/// outward by some units in the last place of the numbers it was made from.
///
/// ## References
///
/// - H. Zhang et al., *Efficient Neural Network Robustness Certification with General Activation
///   Functions*, NeurIPS 2018, <https://arxiv.org/abs/1811.00866>.
/// - Z. Shi et al., *Neural Network Verification with Branch-and-Bound for General Nonlinearities*,
///   TACAS 2025, <https://arxiv.org/abs/2405.21063>.
public protocol SShapedActivation: MonotoneActivation, SlopedActivation {
  /// The `x ≥ 0` where the slope is `k`, for `k` from 0 to the slope at zero.
  func point(ofSlope k: Tensor) -> Tensor
}

extension SShapedActivation {
  public static var bounding: String { "chord, and free tangents" }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? {
    let x = inputs[0]
    let above = tangency(x.lower, x.upper)
    let below = tangency(-x.upper, -x.lower)
    let zero = x.lower.filled(with: 0)
    let isFree = (above.isTangent .| below.isTangent) .& (x.lower .< x.upper)
    return AlphaSpace(
      range: Interval(zero, isFree.converted(to: zero.scalarType)),
      startBelow: below.middle.selected(where: isFree, else: zero),
      startAbove: above.middle.selected(where: isFree, else: zero), pace: AlphaSpace.paceOfTangents)
  }

  public func relax(_ x: Interval, alpha: Tensor?) -> Relaxation {
    let (below, above) = (tangency(-x.upper, -x.lower), tangency(x.lower, x.upper))
    // A slope is the same at -x: the lower line is placed where the axes are turned around.
    let (touchBelow, touchAbove) = (-below.touch(alpha), above.touch(alpha))
    let slopeBelow = derivative(touchBelow).selected(where: below.isTangent, else: below.chord)
    let slopeAbove = derivative(touchAbove).selected(where: above.isTangent, else: above.chord)
    let lower = Tensor.minimum(
      self(touchBelow) - slopeBelow * touchBelow, self(x.upper) - slopeBelow * x.upper)
    let upper = Tensor.maximum(
      self(touchAbove) - slopeAbove * touchAbove, self(x.lower) - slopeAbove * x.lower)
    let reach = Tensor.maximum(x.lower.magnitude, x.upper.magnitude)
    return Relaxation(
      lower: Line(slope: slopeBelow, intercept: lower - margin(touchBelow, slopeBelow, reach)),
      upper: Line(slope: slopeAbove, intercept: upper + margin(touchAbove, slopeAbove, reach)))
  }

  /// What rounding can take from a line that touches at `point`, on `x` of magnitude `reach`; and
  /// the smallest number, below which values vanish.
  private func margin(_ point: Tensor, _ slope: Tensor, _ reach: Tensor) -> Tensor {
    let type = reach.scalarType
    let least =
      type == .float32 ? Double(Float.leastNormalMagnitude) : Double.leastNormalMagnitude
    return (self(point).magnitude + slope * reach) * (4 * type.epsilon) + least
  }

  /// Where the upper line on `[low, high]` may touch the function.
  private func tangency(_ low: Tensor, _ high: Tensor) -> Tangency {
    let isMixed = (low .< 0) .& (high .> 0)
    let nearest = firstTangentPoint(from: low.selected(where: isMixed, else: -1))
      .selected(where: isMixed, else: low)
    let isTangent = (high .> 0) .& (nearest .< high) .| (low .>= 0)
    let first = nearest.selected(where: isTangent, else: high)
    let width = high - low
    let isWide = width .> 0
    let quotient = (self(high) - self(low)) / width.selected(where: isWide, else: 1)
    // The chord of a narrow interval is mostly rounding. In the convex part any slope is sound, and
    // across zero one that the function still has at the end; there the chord's is no larger.
    let end = derivative(high)
    let chord = Tensor.minimum(quotient.selected(where: isWide, else: end), end)
    return Tangency(isTangent: isTangent, first: first, low: low, high: high, chord: chord)
  }

  /// The `d > 0` whose tangent passes through `(low, f(low))`, for `low < 0`.
  ///
  /// The chord from `low` to `t` is steepest at `t = d`. The point `t'` that has the slope of any
  /// such chord is thus not before `d`: from both sides the steps `t → t'` land on the sound side,
  /// and there they converge quadratically. Six steps give all digits for any `low`.
  ///
  /// The steepest chord does not change with `t` to the first order, so that the last step alone has
  /// the derivative in `low`.
  ///
  /// Close to zero the slope is that at zero but for rounding: there its inverse has no derivative,
  /// and the tangent point is the `-low / 2` of a cubic.
  private func firstTangentPoint(from low: Tensor) -> Tensor {
    let steepest = derivative(low.filled(with: 0))
    let unit = 64 * low.scalarType.epsilon
    let (resolved, isApart) = (steepest * (1 - unit), low .< -unit.squareRoot())
    func step(_ point: Tensor, from low: Tensor) -> Tensor {
      let slope = (self(point) - self(low)) / (point - low)
      let isResolved = isApart .& (slope .< resolved)
      let found = self.point(ofSlope: slope.selected(where: isResolved, else: resolved * 0.5))
      return found.positivePart.selected(where: isResolved, else: low * -0.5)
    }
    let fixed = low.detached
    var point = fixed * -0.5
    for _ in 0..<5 { point = step(point, from: fixed) }
    return step(point, from: low)
  }
}

/// The tangent points that an upper line may have, and the chord where it has none.
private struct Tangency {
  let isTangent: Tensor
  /// The smallest tangent point; without a tangent the upper end, where the chord touches.
  let first: Tensor
  let low: Tensor
  let high: Tensor
  let chord: Tensor

  /// The fraction of the way to `high` where the tangent leaves the smallest area: the middle.
  var middle: Tensor {
    let room = high - first
    let isOpen = room .> 0
    let way = ((low + high) * 0.5 - first).positivePart
    return (way / room.selected(where: isOpen, else: 1)).selected(where: isOpen, else: 0)
  }

  /// The tangent point of a fraction, or of the middle.
  func touch(_ fraction: Tensor?) -> Tensor { first + (high - first) * (fraction ?? middle) }
}
