// Activations with one kink at zero: y = below · x under zero, above · x over it.

public import Bounds
internal import Graphs
public import Tensors

/// The two slopes of an activation with one kink at zero.
public struct KinkSlopes: Sendable {
  let below: Tensor
  let above: Tensor
  /// Whether the kink bends upwards everywhere, so that the free line is the lower one.
  let isConvex: Bool
  let isConcave: Bool
  /// Both slopes as numbers, where they are the same for every element.
  let uniform: (below: Double, above: Double)?

  /// - Parameters: slopes that broadcast with `[batch] + shape`.
  init(below: Tensor, above: Tensor) {
    (self.below, self.above) = (below, above)
    isConvex = (below .<= above).isTrueEverywhere
    isConcave = (below .>= above).isTrueEverywhere
    // Slopes that are trained stay tensors, so that gradients reach them.
    let isFixed = !below.requiresGradient && !above.requiresGradient
    uniform =
      isFixed && below.count == 1 && above.count == 1 ? (below.scalar, above.scalar) : nil
  }
}

/// An activation `above · max(x, 0) + below · min(x, 0)`; any slopes, also mixed by channel.
///
/// | | |
/// |---|---|
/// | Interval | exact: the extremes lie at the ends or at the kink |
/// | Relaxation | the chord on the side that the kink bends to, a line through the kink on the other |
/// | Alpha | the slope of the line through the kink, between the two slopes |
///
/// The chord is exact where the sign of `x` is decided. Without an alpha the line through the kink
/// takes the slope that leaves the smaller area: CROWN's adaptive choice. Where intervals moved an end,
/// the area is that of the linear bounds alone (see ``Bounds/Interval/middle``).
public protocol TwoPieceLinear: Activation {
  var slopes: KinkSlopes { get }
}

extension TwoPieceLinear {
  public static var bounding: String { "chord, and a free line through the kink" }

  public func callAsFunction(_ x: Tensor) -> Tensor {
    let plus = x.positivePart
    return slopes.above * plus + slopes.below * (x - plus)
  }

  public func interval(_ inputs: [Interval]) -> Interval {
    let (low, high) = (self(inputs[0].lower), self(inputs[0].upper))
    // Between the ends lies the kink, if they have different signs.
    let kink = self(
      Tensor.maximum(Tensor.minimum(inputs[0].upper, low.filled(with: 0)), inputs[0].lower))
    return Interval(
      Tensor.minimum(Tensor.minimum(low, high), kink),
      Tensor.maximum(Tensor.maximum(low, high), kink))
  }

  public var alphaIsLowerSlope: Bool { slopes.isConvex }

  public func undecided(_ inputs: [Interval]) -> [Tensor] { [isUnstable(inputs[0])] }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? {
    let x = inputs[0]
    let (line, start) = lines(x)
    let (chord, unstable) = (line.slope, isUnstable(x))
    let low = Tensor.minimum(slopes.below, slopes.above)
    let high = Tensor.maximum(slopes.below, slopes.above)
    return AlphaSpace(
      range: Interval(
        low.selected(where: unstable, else: chord), high.selected(where: unstable, else: chord)),
      startBelow: start, startAbove: start)
  }

  public func relax(_ x: Interval, alpha: Tensor?) -> Relaxation {
    let (chordLine, smallest) = lines(x)
    let (slope, tilt) = (chordLine.slope, alpha ?? smallest)
    let tangent = Line(slope: tilt)
    if slopes.isConvex { return Relaxation(lower: tangent, upper: chordLine) }
    if slopes.isConcave { return Relaxation(lower: chordLine, upper: tangent) }
    let bendsUp = slopes.below .<= slopes.above
    let intercept = chordLine.intercept ?? slope.filled(with: 0)
    let zero = intercept.filled(with: 0)
    return Relaxation(
      lower: Line(
        slope: tilt.selected(where: bendsUp, else: slope),
        intercept: zero.selected(where: bendsUp, else: intercept)),
      upper: Line(
        slope: slope.selected(where: bendsUp, else: tilt),
        intercept: intercept.selected(where: bendsUp, else: zero)))
  }

  /// The chord, and the slope through the kink that leaves the smaller area.
  private func lines(_ x: Interval) -> (chord: Line, tilt: Tensor) {
    if let uniform = slopes.uniform,
      let fused = FusedPass.kinkLines(
        x.map(\.contiguous), middle: x.middle?.contiguous, below: uniform.below,
        above: uniform.above)
    {
      return fused
    }
    let (slope, intercept) = chord(x)
    return (
      Line(slope: slope, intercept: intercept),
      smallerArea(x).selected(where: isUnstable(x), else: slope)
    )
  }

  /// The line through the ends, each cut at zero: it is the function itself where the sign of `x`
  /// is decided, and the chord elsewhere.
  private func chord(_ x: Interval) -> (slope: Tensor, intercept: Tensor) {
    let (low, high) = (x.lower.negativePart, x.upper.positivePart)
    let width = high - low
    let rise = slopes.above * high - slopes.below * low
    // Both ends at the kink: any of the slopes holds at the one point.
    let slope = (rise / width).selected(where: .!(width .== 0), else: slopes.above)
    return (slope, (slopes.below - slope) * low)
  }

  private func isUnstable(_ x: Interval) -> Tensor { .!((x.lower .>= 0) .| (x.upper .<= 0)) }

  private func smallerArea(_ x: Interval) -> Tensor {
    slopes.above.selected(where: (x.middle ?? x.upper + x.lower) .> 0, else: slopes.below)
  }
}
