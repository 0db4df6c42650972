// A chord and a tangent, raised by a bound on the curvature, and their blends.

internal import Bounds
internal import Tensors

/// The free lines of a ``CurvatureBoundedActivation`` on one batch of intervals.
struct CurvatureLines: TurningLines {
  private let below: Side
  private let above: Side
  private let x: Interval

  init(below: Side, above: Side, x: Interval) {
    (self.below, self.above, self.x) = (below, above, x)
  }

  var alphaSpace: AlphaSpace {
    let type = x.lower.scalarType
    let one = ((below.isFree .| above.isFree) .& (x.lower .< x.upper)).converted(to: type)
    return AlphaSpace(
      range: Interval(one * 0, one), startBelow: below.standard * one,
      startAbove: above.standard * one)
  }

  func placed(_ alpha: Tensor?) -> TurnedLines {
    let (low, high) = (below.line(alpha ?? below.standard), above.line(alpha ?? above.standard))
    return TurnedLines(
      lines: Relaxation(lower: low.negated, upper: high),
      rates: alpha.map { _ in Relaxation(lower: below.rate.negated, upper: above.rate) })
  }

  /// The upper lines of a function, or of its negative.
  struct Side: Sendable {
    private let chord: Line
    private let tangent: Line
    /// Where both lines are sound.
    let isFree: Tensor
    /// The share of the tangent that is taken without an alpha.
    let standard: Tensor

    /// - `hasChord`: whether the chord says anything.
    /// - `isChord`: whether it is taken without an alpha.
    init(chord: Line, tangent: Line, hasChord: Tensor, isChord: Tensor) {
      let isFree = hasChord .& chord.isFinite .& tangent.isFinite
      let chosen = tangent.replaced(where: isChord, by: chord)
      // Where something overflows the line is none.
      let isSound = chosen.isFinite
      let kept = Line(
        slope: chosen.slope.selected(where: isSound, else: 0),
        intercept: (chosen.intercept ?? chosen.slope).selected(where: isSound, else: .infinity))
      self.isFree = isFree
      self.chord = kept.replaced(where: isFree, by: chord)
      self.tangent = kept.replaced(where: isFree, by: tangent)
      standard = (.!isChord).converted(to: chord.slope.scalarType)
    }

    func line(_ share: Tensor) -> Line {
      chord.replaced(where: share .>= 1, by: tangent).replaced(
        where: (share .> 0) .& (share .< 1) .& isFree,
        by: chord.combined(with: tangent) { $0 + ($1 - $0) * share })
    }

    /// The derivative of the line in the share.
    var rate: Line {
      let change = chord.combined(with: tangent) { $1 - $0 }
      let none = change.combined(with: change) { first, _ in first.filled(with: 0) }
      return none.replaced(where: isFree, by: change)
    }
  }
}

extension Line {
  /// The line of the negative function.
  var negated: Line { Line(slope: -slope, intercept: intercept.map { -$0 }) }

  fileprivate var isFinite: Tensor { slope.isFinite .& (intercept ?? slope).isFinite }

  fileprivate func combined(
    with other: Line, by combine: (Tensor, Tensor) -> Tensor
  ) -> Line {
    let zero = slope.filled(with: 0)
    return Line(
      slope: combine(slope, other.slope),
      intercept: combine(intercept ?? zero, other.intercept ?? zero))
  }

  fileprivate func replaced(where mask: Tensor, by other: Line) -> Line {
    combined(with: other) { $1.selected(where: mask, else: $0) }
  }
}
