// The least concave function above another: its supporting lines are the best upper lines.

internal import Bounds
internal import Tensors

/// The upper lines of a function on an interval `[l, u]` that no other upper line beats everywhere.
///
/// They are the lines that support the least concave function above `f`. That function follows `f`
/// on arches (concave pieces) and bridges the rest by chords: one from `l` to the touching point `d₁`
/// that makes it steepest, one from `d₂` to `u`, and `f` itself between. A line is named by the point
/// `t` in `[d₁, d₂]` where it touches; of all lines the one for the `t` nearest to the middle leaves
/// the smallest area.
///
/// Soundness does not rest on the search for `d₁` and `d₂`. Whatever the slope `k`, the intercept is
/// raised to the largest `f(x) - k x` on every piece, or more:
///
/// - a convex or straight piece has it at an end;
/// - an arch lies below its tangent at any `t`, so that `f(x) - k x` is at most
///   `f(t) - k t + (f'(t) - k)(x - t)`, which is largest at an end; with `f'(t) = k` nothing is lost.
///
/// Then the intercept is moved up by some units in the last place of the numbers it was made from.
/// Where something overflows or the function is not defined the line is the constant ``Outline/top``.
struct ConcaveMajorant: Sendable {
  let outline: Outline
  let first: Touch
  let last: Touch
  /// The width is mostly rounding: a chord would say nothing.
  let isNarrow: Tensor

  /// A touching point and the slope of the chord that bridges from the end of the interval to it.
  struct Touch: Sendable {
    var point: Tensor
    var slope: Tensor
  }

  init(_ outline: Outline) {
    self.outline = outline
    let (low, high) = (outline.x.lower, outline.x.upper)
    let reach = Tensor.maximum(low.magnitude, high.magnitude)
    isNarrow = .!(high - low .> reach * (16 * low.scalarType.epsilon))
    let (first, last) = outline.isSimple ? Self.simple(outline) : Self.searched(outline)
    self.first = Touch(
      point: low.selected(where: isNarrow, else: first.point),
      slope: low.filled(with: .infinity).selected(where: isNarrow, else: first.slope))
    self.last = Touch(
      point: high.selected(where: isNarrow, else: last.point),
      slope: low.filled(with: -.infinity).selected(where: isNarrow, else: last.slope))
  }

  /// In one piece every point of an arch touches; elsewhere there is the chord alone.
  private static func simple(_ outline: Outline) -> (Touch, Touch) {
    let (low, high) = (outline.x.lower, outline.x.upper)
    let chord = (outline.value(high) - outline.value(low)).quotient(by: high - low)
    guard let arch = outline.arches.first else {
      return (Touch(point: high, slope: chord), Touch(point: low, slope: chord))
    }
    // Poles alone divide the pieces, so that all others are empty where one is not.
    let isArch = outline.arches.dropFirst().reduce(arch.isNonempty) { $0 .| $1.isNonempty }
    let infinity = low.filled(with: .infinity)
    return (
      Touch(
        point: low.selected(where: isArch, else: high),
        slope: infinity.selected(where: isArch, else: chord)),
      Touch(
        point: high.selected(where: isArch, else: low),
        slope: (-infinity).selected(where: isArch, else: chord))
    )
  }

  private static func searched(_ outline: Outline) -> (Touch, Touch) {
    (steepest(outline, isLower: true), steepest(outline, isLower: false))
  }

  /// The steepest chord upwards from the lower end; from the upper end, the steepest downwards.
  private static func steepest(_ outline: Outline, isLower: Bool) -> Touch {
    let (low, high) = (outline.x.lower, outline.x.upper)
    let (end, other) = isLower ? (low, high) : (high, low)
    let bottom = outline.value(end)
    let sign = isLower ? 1.0 : -1.0
    func slope(to point: Tensor) -> Tensor {
      (outline.value(point) - bottom).quotient(by: point - end)
    }
    var best = Touch(point: other, slope: slope(to: other))
    func consider(_ point: Tensor, _ slope: Tensor, where isValid: Tensor) {
      let isSteeper = isValid .& ((slope - best.slope) * sign .> 0)
      best.point = point.selected(where: isSteeper, else: best.point)
      best.slope = slope.selected(where: isSteeper, else: best.slope)
    }
    for corner in outline.corners.dropFirst().dropLast() {
      consider(corner, slope(to: corner), where: .!(corner .== end))
    }
    for arch in outline.arches {
      let point = outline.touch(from: end, value: bottom, on: arch, isLower: isLower)
      let slope = outline.slope(end).selected(where: point .== end, else: slope(to: point))
      consider(point, slope, where: arch.isNonempty)
    }
    return best
  }
}
