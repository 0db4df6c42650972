// Lines around a staircase: a function that never decreases and is constant between its jumps.

internal import Bounds
public import Tensors

/// A place where a staircase jumps, and its values before and after, element by element.
public struct Jump: Sendable {
  public var place: Tensor
  public var before: Tensor
  public var after: Tensor

  public init(place: Tensor, before: Tensor, after: Tensor) {
    (self.place, self.before, self.after) = (place, before, after)
  }
}

/// The free lines around a staircase on an interval.
///
/// A line is nowhere above the staircase if it is nowhere above the corners `(l, f(l))`,
/// `(u, f(u))` and those before the jumps between, so that a line of any slope `s` is lowered to
/// `min (y - s x)` over these corners. Slopes worth having reach from zero to that of the last side
/// of the convex hull, which ends at `(u, f(u))`; between lies the chord over the corners of the jumps.
///
/// | alpha | lower line | upper line |
/// |---|---|---|
/// | 0 | constant `f(l)` | constant `f(u)` |
/// | 1 | as steep as the staircase | as steep |
/// | 2 | the last side, through `(u, f(u))` | the first side, through `(l, f(l))` |
///
/// The upper line is the lower one of `-f(-x)`. The default is the line that is nearest in the
/// middle, which leaves the smallest area. Where an end is infinite the lines are constant.
struct StaircaseLines {
  private let below: Side
  private let above: Side
  /// Where a jump leaves a choice.
  let isOpen: Tensor

  /// Makes the lines on `x`.
  ///
  /// - `range`: the values at the ends.
  /// - `jumps`: see ``StepActivation/jumps(in:)``.
  /// - `reach`: the magnitude of what `x` was computed from, if it is larger than that of `x`.
  init(_ x: Interval, range: Interval, jumps: [Jump], reach: Tensor? = nil) {
    let isOpen = range.lower .< range.upper
    let isSure =
      isOpen .& x.lower.isFinite .& x.upper.isFinite .& range.lower.isFinite
      .& range.upper.isFinite .& x.width.isFinite
    below = Side(
      low: x.lower, high: x.upper, bottom: range.lower, top: range.upper, isSure: isSure,
      reach: reach, corners: jumps.map { ($0.place, $0.before) })
    above = Side(
      low: -x.upper, high: -x.lower, bottom: -range.upper, top: -range.lower, isSure: isSure,
      reach: reach, corners: jumps.reversed().map { (-$0.place, -$0.after) })
    self.isOpen = isOpen
  }

  func alphaSpace() -> AlphaSpace {
    let zero = below.low.filled(with: 0)
    let most = zero.filled(with: 2).selected(where: below.isSure, else: zero)
    return AlphaSpace(
      range: Interval(zero, most), startBelow: below.nearest(), startAbove: above.nearest())
  }

  func relaxation(alpha: Tensor?) -> Relaxation {
    let upper = above.line(alpha ?? above.nearest())
    return Relaxation(
      lower: below.line(alpha ?? below.nearest()),
      upper: Line(slope: upper.slope, intercept: upper.intercept.map { -$0 }))
  }
}

/// The lower lines of a staircase.
private struct Side {
  let low: Tensor
  /// Where the ends are finite and something jumps.
  let isSure: Tensor
  private let bottom: Tensor
  private let middle: Tensor
  private let corners: [(x: Tensor, y: Tensor)]
  /// The slopes of the staircase and of the steepest line.
  private let slope: Tensor
  private let steepest: Tensor
  private let reach: Tensor

  init(
    low: Tensor, high: Tensor, bottom: Tensor, top: Tensor, isSure: Tensor,
    reach: Tensor?, corners: [(Tensor, Tensor)]
  ) {
    (self.low, self.isSure, self.bottom) = (low, isSure, bottom)
    let zero = low.filled(with: 0)
    let start = (x: low.selected(where: isSure, else: zero), y: bottom)
    let end = (x: high.selected(where: isSure, else: zero), y: top)
    // A corner that lies outside, be it for rounding, moves to the end: it is no tighter there.
    let inside = corners.map { corner -> (x: Tensor, y: Tensor) in
      let place = Tensor.minimum(Tensor.maximum(corner.0, start.x), end.x)
      let height = Tensor.minimum(Tensor.maximum(corner.1, bottom), top)
      return (
        place.selected(where: isSure, else: start.x), height.selected(where: isSure, else: bottom)
      )
    }
    self.corners = [start] + inside + [end]
    middle = start.x + (end.x - start.x) * 0.5
    let ends = Tensor.maximum(start.x.magnitude, end.x.magnitude)
    self.reach = reach?.selected(where: isSure, else: 0) ?? ends
    (slope, steepest) = Self.slopes(start, inside, end)
  }

  /// The slope of the chord over the corners inside, and that of the steepest line.
  private static func slopes(
    _ start: (x: Tensor, y: Tensor), _ inside: [(x: Tensor, y: Tensor)],
    _ end: (x: Tensor, y: Tensor)
  ) -> (Tensor, Tensor) {
    let zero = start.x.filled(with: 0)
    let largest = start.x.scalarType == .float32 ? 1e15 : 1e100
    // Where a jump is at the end itself, lines below pass under it.
    let foot = inside.reduce(end.y) {
      Tensor.minimum($0, $1.y.selected(where: $1.x .== end.x, else: $0))
    }
    var steepest = zero
    for corner in [start] + inside {
      let run = end.x - corner.x
      let isRun = run .> 0
      let slope = ((foot - corner.y) / run.selected(where: isRun, else: 1))
        .selected(where: isRun, else: 0)
      steepest = Tensor.maximum(steepest, slope)
    }
    steepest = steepest.clamped(to: 0...largest)
    // The chord over the corners: from the first inside to the last.
    var (first, last) = (end, start)
    for corner in inside {
      let isCorner = corner.x .> start.x
      let isFirst = isCorner .& (corner.x .< first.x)
      let isLast = isCorner .& (corner.x .> last.x)
      first = (
        corner.x.selected(where: isFirst, else: first.x),
        corner.y.selected(where: isFirst, else: first.y)
      )
      last = (
        corner.x.selected(where: isLast, else: last.x),
        corner.y.selected(where: isLast, else: last.y)
      )
    }
    let run = last.x - first.x
    let isRun = run .> 0
    let chord = ((last.y - first.y) / run.selected(where: isRun, else: 1)).positivePart
      .selected(where: isRun, else: steepest * 0.5)
    return (Tensor.minimum(chord, steepest), steepest)
  }

  func line(_ alpha: Tensor) -> Line {
    let slope =
      self.slope * alpha.clamped(to: 0...1)
      + (steepest - self.slope) * (alpha - 1).positivePart
    return line(ofSlope: slope.selected(where: isSure, else: 0))
  }

  /// The highest line of a slope, lowered by what rounding can take.
  private func line(ofSlope slope: Tensor) -> Line {
    let heights = corners.map { $0.y - slope * $0.x }
    let intercept = heights.dropFirst().reduce(heights[0], Tensor.minimum)
    let margin = slope * reach * (8 * reach.scalarType.epsilon)
    return Line(
      slope: slope, intercept: (intercept - margin).selected(where: isSure, else: bottom))
  }

  /// The alpha whose line is highest in the middle.
  func nearest() -> Tensor {
    let heights = [0.0, 1, 2].map { line(slope.filled(with: $0))(middle) }
    let isFirst = (heights[0] .>= heights[1]) .& (heights[0] .>= heights[2])
    let later = slope.filled(with: 1).selected(where: heights[1] .>= heights[2], else: 2)
    return slope.filled(with: 0).selected(where: isFirst .| .!isSure, else: later)
  }
}
