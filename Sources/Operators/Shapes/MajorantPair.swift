// The lines of an activation from above and from below, each on a concave majorant.

internal import Bounds
internal import Graphs
internal import Tensors

/// The concave majorants of a function (for its upper line) and of its negative (for the lower).
struct MajorantPair: TurningLines {
  private let lower: ConcaveMajorant
  private let upper: ConcaveMajorant

  init(_ outline: (Outline.Side) -> Outline) {
    lower = ConcaveMajorant(outline(.below))
    upper = ConcaveMajorant(outline(.above))
  }

  var alphaSpace: AlphaSpace {
    let isFree = lower.isFree .| upper.isFree
    let one = isFree.converted(to: lower.middle.scalarType)
    return AlphaSpace(
      range: Interval(one.filled(with: 0), one), startBelow: lower.middle,
      startAbove: upper.middle, pace: AlphaSpace.paceOfTangents)
  }

  func placed(_ alpha: Tensor?) -> TurnedLines {
    let (below, above) = (lower.line(alpha), upper.line(alpha))
    return TurnedLines(
      lines: Relaxation(lower: below.line.negated, upper: above.line),
      rates: alpha.map { _ in
        Relaxation(lower: lower.rate(at: below.touch).negated, upper: upper.rate(at: above.touch))
      })
  }
}
