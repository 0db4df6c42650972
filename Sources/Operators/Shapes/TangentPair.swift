// The tangents to an S-shaped activation from below and from above.

internal import Bounds
internal import Graphs
internal import Tensors

/// The free lines around an S-shaped activation on one batch of intervals.
///
/// Both sides lie in one tensor, `[2] + shape of the ends`: below, then above. A slope is the same at
/// `-x`, so that the lower side is searched where the axes are turned around.
struct TangentPair<Function: SShapedActivation>: TurningLines {
  private let function: Function
  private let tangency: Tangency
  private let ends: TangentEnds

  init(_ function: Function, _ x: Interval) {
    self.function = function
    let low = Tensor.stacking(-x.upper, x.lower)
    let high = Tensor.stacking(-x.lower, x.upper)
    tangency = Tangency(function, low, high)
    // From below the line must pass under the upper end, from above over the lower.
    let end = Tensor.stacking(x.upper, x.lower)
    ends = TangentEnds(
      isTangent: tangency.isTangent, chord: tangency.chord, end: end, value: function(end),
      reach: Tensor.maximum(x.lower.magnitude, x.upper.magnitude), way: tangency.way)
  }

  var alphaSpace: AlphaSpace {
    let isOpen = tangency.low .< tangency.high
    let (below, above) = (tangency.isTangent.side(0), tangency.isTangent.side(1))
    let isFree = (below .| above) .& isOpen.side(1)
    let middle = tangency.middle
    let zero = middle.side(0).filled(with: 0)
    return AlphaSpace(
      range: Interval(zero, isFree.converted(to: zero.scalarType)),
      startBelow: middle.side(0).selected(where: isFree, else: zero),
      startAbove: middle.side(1).selected(where: isFree, else: zero),
      pace: AlphaSpace.paceOfTangents)
  }

  func placed(_ alpha: Tensor?) -> TurnedLines {
    let point = tangency.first + tangency.way * (alpha ?? tangency.middle)
    let value = function(point)
    let slope = function.derivative(point)
    let bend = alpha.map { _ in function.bend(at: point, value: value, slope: slope) }
    let touches = Touches(point: point, value: value, slope: slope, bend: bend)
    let (lines, rates) = FusedPass.tangents(at: touches, ends) ?? ends.tangents(at: touches)
    return TurnedLines(lines: lines, rates: rates)
  }
}

/// The tangent points that lines may have, and the chord where they have none.
private struct Tangency {
  /// The ends, from below with the axes turned around.
  let low: Tensor
  let high: Tensor
  let isTangent: Tensor
  let chord: Tensor
  /// The tangent point that is nearest to where the line passes through the far end, as it lies on the
  /// axis, and the way from there to the near end; without a tangent the end where the chord touches.
  let first: Tensor
  let way: Tensor
  /// The fraction of the way where the tangent leaves the smallest area: the middle.
  let middle: Tensor

  init(_ function: some SShapedActivation, _ low: Tensor, _ high: Tensor) {
    (self.low, self.high) = (low, high)
    let isMixed = (low .< 0) .& (high .> 0)
    let nearest = Self.firstTangentPoint(function, from: low.selected(where: isMixed, else: -1))
      .selected(where: isMixed, else: low)
    isTangent = (high .> 0) .& (nearest .< high) .| (low .>= 0)
    let first = nearest.selected(where: isTangent, else: high)
    let width = high - low
    let isWide = width .> 0
    let quotient = (function(high) - function(low)) / width.selected(where: isWide, else: 1)
    // The chord of a narrow interval is mostly rounding. In the convex part any slope is sound, and
    // across zero one that the function still has at the end; there the chord's is no larger.
    let end = function.derivative(high)
    chord = Tensor.minimum(quotient.selected(where: isWide, else: end), end)
    let room = high - first
    let isOpen = room .> 0
    let half = ((low + high) * 0.5 - first).positivePart
    middle = (half / room.selected(where: isOpen, else: 1)).selected(where: isOpen, else: 0)
    let sign = Tensor(shape: [2] + low.shape.dropFirst().map { _ in 1 }, scalars: [-1.0, 1.0])
      .converted(to: low.scalarType).to(low.device)
    (self.first, way) = (first * sign, room * sign)
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
  private static func firstTangentPoint(
    _ function: some SShapedActivation, from low: Tensor
  ) -> Tensor {
    let steepest = function.derivative(low.filled(with: 0))
    let unit = 64 * low.scalarType.epsilon
    let (resolved, isApart) = (steepest * (1 - unit), low .< -unit.squareRoot())
    func step(_ point: Tensor, from low: Tensor) -> Tensor {
      let slope = (function(point) - function(low)) / (point - low)
      let isResolved = isApart .& (slope .< resolved)
      let found = function.point(
        ofSlope: slope.selected(where: isResolved, else: resolved * 0.5))
      return found.positivePart.selected(where: isResolved, else: low * -0.5)
    }
    let fixed = low.detached
    var point = fixed * -0.5
    for _ in 0..<5 { point = step(point, from: fixed) }
    return step(point, from: low)
  }
}

extension Tensor {
  /// Both in one, along a new first axis.
  fileprivate static func stacking(_ below: Tensor, _ above: Tensor) -> Tensor {
    concatenating([below.addingAxis(0), above.addingAxis(0)], along: 0)
  }

  fileprivate func side(_ index: Int) -> Tensor { slice(index..<index + 1).removingAxis(0) }
}
