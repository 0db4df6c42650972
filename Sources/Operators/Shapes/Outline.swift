// A function on one batch of intervals, as seen from above.

internal import Bounds
internal import Tensors

/// A function over the intervals of a batch: its values, slopes, and clipped pieces.
///
/// The lower line of a function is the upper line of its negative, so that one side is enough.
public struct Outline: Sendable {
  let value: @Sendable (Tensor) -> Tensor
  /// The slope, with a small relative error also where it is small.
  let slope: @Sendable (Tensor) -> Tensor
  /// The second derivative, where it has one.
  let bend: @Sendable (Tensor) -> Tensor
  let x: Interval
  /// From left to right; together they cover the interval.
  let pieces: [Piece]
  /// A claim that each interval lies in one piece.
  let isSimple: Bool
  /// Where the function is defined and the intervals are of use to a line.
  let isDefined: Tensor
  /// The most that the function takes on, for where no line holds.
  let top: Tensor
  /// A stretch on which the function is constant and largest, if there is one.
  var plateau: Interval?

  /// The side from which a function is seen: from below it is its negative that is seen from above.
  public enum Side: Sendable {
    case below, above

    var sign: Double { self == .above ? 1 : -1 }
  }

  /// One piece, cut to the interval; it may be empty, and then is a point of the interval.
  struct Piece: Sendable {
    let low: Tensor
    let high: Tensor
    let isConcave: Bool
    /// The break that an unbounded piece begins at, and to which side of it the piece lies.
    var anchor: (point: Tensor, side: Double)?

    var isNonempty: Tensor { high .> low }
  }

  /// The concave pieces.
  var arches: [Piece] { pieces.filter(\.isConcave) }

  /// The points where pieces meet, and both ends.
  var corners: [Tensor] { [x.lower] + pieces.dropLast().map(\.high) + [x.upper] }

  /// The pieces between breaks, cut to the interval.
  static func pieces(
    of x: Interval, breaks: [Tensor], bends: [Curve.Bend], _ side: Side
  ) -> [Piece] {
    let cuts = breaks.map { Tensor.minimum(Tensor.maximum($0, x.lower), x.upper) }
    let (lows, highs) = ([x.lower] + cuts, cuts + [x.upper])
    return bends.enumerated().map { index, bend in
      let isConcave = (side == .above ? bend : bend.opposite) == .concave
      var piece = Piece(low: lows[index], high: highs[index], isConcave: isConcave)
      if index == bends.count - 1, let last = breaks.last { piece.anchor = (last, 1) }
      if index == 0, let first = breaks.first { piece.anchor = (first, -1) }
      return piece
    }
  }
}
