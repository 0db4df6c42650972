// Lines on a concave majorant: where they touch, and the intercept that makes them sound.

internal import Bounds
internal import Tensors

extension ConcaveMajorant {
  /// Where a line may be placed: a stretch of touching points, or a range of slopes at a kink.
  var isFree: Tensor {
    isStretch .| ((first.point .== last.point) .& (first.slope .> last.slope))
  }

  /// The fraction of the way from `d₁` to `d₂` at which the line leaves the smallest area.
  var middle: Tensor {
    let (low, high) = (outline.x.lower, outline.x.upper)
    let center = low * 0.5 + high * 0.5
    let (before, after) = stretches
    let length = before + after
    let isOpen = length .> 0
    var way = Tensor.minimum((center - first.point).positivePart, before)
    if let plateau {
      way = way + Tensor.minimum((center - plateau.upper).positivePart, after)
    }
    let fraction = way / length.selected(where: isOpen, else: 1)
    let side = (center .>= first.point).converted(to: low.scalarType)
    return fraction.selected(where: isStretch, else: side).clamped(to: 0...1)
      .selected(where: isFree, else: 0)
  }

  /// The line for a fraction of the way, or the one that leaves the smallest area.
  func line(_ alpha: Tensor?) -> (line: Line, touch: Tensor) {
    let way = alpha ?? middle
    let touch = point(way)
    let slope = turned(chord(at: touch, outline.slope(touch)), way)
    let reach = Tensor.maximum(outline.x.lower.magnitude, outline.x.upper.magnitude)
    let tolerance = 8 * reach.scalarType.epsilon
    let least =
      reach.scalarType == .float32
      ? Double(Float.leastNormalMagnitude) : Double.leastNormalMagnitude
    let top = height(slope, touch, tolerance) + slope.magnitude * reach * tolerance + least
    let isSound = outline.isDefined .& slope.isFinite .& top.isFinite .& reach.isFinite
    return (
      Line(
        slope: slope.selected(where: isSound, else: 0),
        intercept: top.selected(where: isSound, else: outline.top.raised(by: tolerance) + least)),
      touch
    )
  }

  /// The derivative in alpha of the line that touches at a point: it turns about it.
  ///
  /// Its slope changes as fast as that of the function times the length of the way; at a kink it goes
  /// from the one slope to the other. At an end of the interval, where a point can go one way only, the
  /// middle of the derivatives on both sides stands: alphas then leave the end less hastily.
  func rate(at touch: Tensor) -> Line {
    let (before, after) = stretches
    let isEnd = (touch .<= outline.x.lower) .| (touch .>= outline.x.upper)
    let inside = outline.bend(touch) * (before + after)
    let bend = (inside * 0.5).selected(where: isEnd, else: inside)
    let turn = (last.slope - first.slope).selected(where: .!(isStretch .| isNarrow), else: 0)
    let slope = bend.selected(where: isStretch, else: turn)
    return Line(slope: slope, throughX: touch, y: slope.filled(with: 0))
  }

  /// The slope of a line that touches at a point.
  ///
  /// The chord to a touching point is exact to the second order where the search is to the first.
  private func chord(at touch: Tensor, _ tangent: Tensor) -> Tensor {
    let isFirst = (touch .<= first.point) .& first.slope.isFinite
    let isLast = (touch .>= last.point) .& last.slope.isFinite
    let limited = Tensor.maximum(Tensor.minimum(tangent, first.slope), last.slope)
    return last.slope.selected(
      where: isLast, else: first.slope.selected(where: isFirst, else: limited))
  }

  /// The slope, or at a kink one between the two that meet there.
  private func turned(_ slope: Tensor, _ alpha: Tensor) -> Tensor {
    let isTangent = isStretch .| isNarrow
    let (steepest, flattest) = (
      first.slope.selected(where: .!isTangent, else: 0),
      last.slope.selected(where: .!isTangent, else: 0)
    )
    let turning = steepest + (flattest - steepest) * alpha
    return slope.selected(where: isTangent, else: turning)
  }

  private var isStretch: Tensor { first.point .< last.point }

  /// The part of the plateau that can be touched.
  private var plateau: Interval? {
    outline.plateau?.map { Tensor.minimum(Tensor.maximum($0, first.point), last.point) }
  }

  /// The lengths of the touching points before and after the plateau.
  private var stretches: (before: Tensor, after: Tensor) {
    guard let plateau else {
      let length = (last.point - first.point).positivePart
      return (length, length.filled(with: 0))
    }
    return (
      (plateau.lower - first.point).positivePart, (last.point - plateau.upper).positivePart
    )
  }

  /// The touching point at a fraction of the way; a plateau has no length.
  private func point(_ alpha: Tensor) -> Tensor {
    let (before, after) = stretches
    let way = (before + after) * alpha
    var point = first.point + way
    if let plateau {
      point = point.selected(where: way .<= before, else: plateau.upper + (way - before))
    }
    point = point.selected(where: isStretch, else: first.point)
    return Tensor.minimum(Tensor.maximum(point, outline.x.lower), outline.x.upper)
  }

  /// At least the largest `f(x) - k x`.
  private func height(_ slope: Tensor, _ touch: Tensor, _ tolerance: Double) -> Tensor {
    func height(at point: Tensor) -> Tensor {
      outline.value(point).raised(by: tolerance) - slope * point
    }
    var top = Tensor.maximum(height(at: outline.x.lower), height(at: outline.x.upper))
    for corner in outline.corners.dropFirst().dropLast() {
      top = Tensor.maximum(top, height(at: corner))
    }
    let arches = outline.arches
    for arch in arches {
      let isInside = (touch .>= arch.low) .& (touch .<= arch.high)
      let point = touch.selected(where: isInside, else: arch.low * 0.5 + arch.high * 0.5)
      let excess = outline.slope(point).excess(over: slope)
      let rest = Tensor.maximum(excess * (arch.low - point), excess * (arch.high - point))
      var arched = height(at: point) + rest
      if arches.count > 1 {
        arched = Tensor.minimumNumber(arched, polygon(arch, slope, tolerance))
      }
      // With a slope that the arch has nowhere its highest point is an end, which is a corner.
      let isPassed =
        (outline.slope(arch.low) .<= slope) .| (outline.slope(arch.high) .>= slope)
      let isReached = isInside .| .!isPassed
      top = Tensor.maximum(top, arched).selected(where: isReached, else: top)
    }
    return top
  }

  /// The largest `v(x) - k x` of a polygon of tangents around an arch.
  ///
  /// Two neighbours are exchanged at any point between them, best where they meet.
  private func polygon(_ arch: Outline.Piece, _ slope: Tensor, _ tolerance: Double) -> Tensor {
    let count = 6
    let points = (0...count).map {
      arch.low + (arch.high - arch.low) * (Double($0) / Double(count))
    }
    let tangents = points.map { (x: $0, y: outline.value($0), slope: outline.slope($0)) }
    var top = slope.filled(with: -.infinity)
    for (left, right) in zip(tangents, tangents.dropFirst()) {
      let width = right.x - left.x
      let rise = right.y - left.y - right.slope * width
      let meeting = rise.quotient(by: left.slope - right.slope)
      let step = meeting.selected(where: meeting.isFinite, else: width * 0.5)
      let inside = Tensor.minimum(Tensor.maximum(step, width.filled(with: 0)), width)
      let value = Tensor.maximum(
        left.y + left.slope * inside, right.y + right.slope * (inside - width))
      for (x, y) in [(left.x, left.y), (left.x + inside, value), (right.x, right.y)] {
        top = Tensor.maximum(top, y.raised(by: tolerance) - slope * x)
      }
    }
    return top
  }
}

extension Tensor {
  /// The quotient; where the divisor is zero a number that stands for none, and no derivative.
  func quotient(by divisor: Tensor) -> Tensor {
    let isZero = divisor .== 0
    return (self / divisor.filled(with: 1).selected(where: isZero, else: divisor))
      .selected(where: .!isZero, else: .infinity)
  }

  /// What a tangent is steeper than a line: rounding where the line is meant to be that tangent,
  /// and then it stays none when the line turns.
  fileprivate func excess(over slope: Tensor) -> Tensor {
    let excess = self - slope
    let doubt = (magnitude + slope.magnitude) * scalarType.epsilon.squareRoot()
    return excess.detached.selected(where: excess.magnitude .<= doubt, else: excess)
  }

  /// The elements moved up by a fraction of their magnitude.
  fileprivate func raised(by fraction: Double) -> Tensor {
    Tensor.maximum(self * (1 + fraction), self * (1 - fraction))
  }
}
