// Waves: the sine, moved along its axis.

public import Bounds
internal import Graphs
public import Tensors

/// A wave `cos(x - c)`, stated by its crest `c`, itself and its derivative.
///
/// Above an interval that holds crests the least concave function rises to the first, is flat as far
/// as the last, and falls. The distance between them therefore does not matter: between the crests
/// the wave counts as its largest value, and it bends as one arch from a quarter of a period before
/// the first to a quarter after the last. Seen from below its troughs are the crests.
///
/// Where the numbers are so far apart that their period is lost, the lines are constant.
public protocol PeriodicActivation: OutlinedActivation {
  /// A point where the wave is largest.
  static var crest: Double { get }
}

extension PeriodicActivation {
  public static var bounding: String { "supporting lines over any number of periods" }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor { -value }

  public func interval(_ inputs: [Interval]) -> Interval {
    let x = inputs[0]
    let (low, high) = (self(x.lower), self(x.upper))
    let loss = low.scalarType.epsilon * 4
    let (up, down) = (crests(x, .above), crests(x, .below))
    let slack = rounding(x)
    let one = x.lower.filled(with: 1)
    let (isUp, isDown) = (
      .!(up.first - slack .> x.upper), .!(down.first - slack .> x.upper)
    )
    return Interval(
      (-one).selected(where: isDown, else: Tensor.minimum(low, high) - loss)
        .replacingNaN(with: -1).clamped(to: -1...1),
      one.selected(where: isUp, else: Tensor.maximum(low, high) + loss)
        .replacingNaN(with: 1).clamped(to: -1...1))
  }

  public func outline(_ x: Interval, _ side: Outline.Side) -> Outline {
    var (first, last) = crests(x, side)
    // Without a crest inside the wave counts from the one before.
    first = first.selected(where: first .<= x.upper, else: last)
    let (low, high) = (first, last)
    let quarter = Double.pi / 2
    let breaks = [low - 3 * quarter, low - quarter, high + quarter, high + 3 * quarter]
    let isFlat = { @Sendable (x: Tensor) in (x .>= low) .& (x .<= high) }
    let sign = side.sign
    return Outline(
      value: { (self($0) * sign).selected(where: .!isFlat($0), else: 1) },
      slope: { (derivative($0) * sign).selected(where: .!isFlat($0), else: 0) },
      bend: { (self($0) * -sign).selected(where: .!isFlat($0), else: 0) }, x: x,
      pieces: Outline.pieces(
        of: x, breaks: breaks, bends: [.concave, .convex, .concave, .convex, .concave], .above),
      isSimple: false, isDefined: rounding(x) .< 0.01, top: x.lower.filled(with: 1),
      plateau: Interval(low, high))
  }

  /// The first crest after the lower end, and the last before the upper.
  private func crests(_ x: Interval, _ side: Outline.Side) -> (first: Tensor, last: Tensor) {
    let period = 2 * Double.pi
    let crest = Self.crest + (side == .above ? 0 : Double.pi)
    return (
      ((x.lower - crest) * (1 / period)).ceil * period + crest,
      ((x.upper - crest) * (1 / period)).floor * period + crest
    )
  }

  /// How far rounding may move a crest.
  private func rounding(_ x: Interval) -> Tensor {
    let reach = Tensor.maximum(x.lower.magnitude, x.upper.magnitude)
    return (reach + 4) * (8 * reach.scalarType.epsilon)
  }
}
