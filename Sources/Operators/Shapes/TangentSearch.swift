// The point of an arch where a line through a given point touches: a search in a bracket.

internal import Tensors

extension Outline {
  /// The point of a concave piece to which the chord from `end`, an end of the interval, is steepest
  /// upwards (seen from the other end: downwards).
  ///
  /// With `g(x) = f'(x)(x - e) - (f(x) - f(e))` the chord still steepens where `g > 0`, and `g` falls
  /// on the way from the near end of the piece to the far one. Halving and the secant take turns:
  /// the bracket halves at least, and the secant's error is the product of both. In pieces without
  /// end halving is done in the logarithm of the distance.
  ///
  /// The search is not recorded: at a point inside the piece neither the slope of the chord nor the
  /// height of the line changes with it, to the first order. At an end of the piece they do.
  func touch(from end: Tensor, value bottom: Tensor, on piece: Piece, isLower: Bool) -> Tensor {
    let gain = { (x: Tensor) in slope(x) * (x - end) - (value(x) - bottom) }
    let (near, far) = isLower ? (piece.low, piece.high) : (piece.high, piece.low)
    let (first, last, point) = withoutGradients { search(gain, near, far, piece) }
    // A gain that is no number counts as none: the slope is infinite at the end itself.
    let found = point.selected(where: first .> 0, else: near)
    let inside = far.selected(where: last .>= 0, else: found)
    return Tensor.minimum(Tensor.maximum(inside, piece.low), piece.high)
  }

  /// The gains at both ends of a piece, and a point between them where it vanishes.
  private func search(
    _ gain: (Tensor) -> Tensor, _ near: Tensor, _ far: Tensor, _ piece: Piece
  ) -> (first: Tensor, last: Tensor, point: Tensor) {
    let (first, last) = (gain(near), gain(far))
    var (low, high) = ((x: near, gain: first), (x: far, gain: last))
    var point = near
    for step in 0..<Self.searchSteps {
      let middle = middle(low.x, high.x, piece)
      if step.isMultiple(of: 2) {
        point = middle
      } else {
        let secant = low.x + (high.x - low.x) * (low.gain / (low.gain - high.gain))
        point = secant.selected(where: secant.isFinite, else: middle)
      }
      let value = gain(point)
      let isBeyond = value .> 0
      low.x = point.selected(where: isBeyond, else: low.x)
      low.gain = value.selected(where: isBeyond, else: low.gain)
      high.x = high.x.selected(where: isBeyond, else: point)
      high.gain = high.gain.selected(where: isBeyond, else: value)
    }
    return (first, last, point)
  }

  private static let searchSteps = 14

  private func middle(_ low: Tensor, _ high: Tensor, _ piece: Piece) -> Tensor {
    guard let (anchor, side) = piece.anchor else { return (low + high) * 0.5 }
    let product = ((low - anchor).magnitude + 1) * ((high - anchor).magnitude + 1)
    return anchor + (product.squareRoot - 1) * side
  }
}
