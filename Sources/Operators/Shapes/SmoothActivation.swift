// Activations of any outline: a function, its slope, and where it bends give the rest.

public import Bounds
internal import Graphs
internal import Tensors

/// An activation that states its function, its derivative and its ``Curve``: where it is convex and
/// where concave, where it turns, and where it is defined.
///
/// | | |
/// |---|---|
/// | Interval | exact: the extremes lie at the ends or where the function turns |
/// | Relaxation | the supporting lines of the least concave function above, and the greatest convex below |
/// | Alpha | the fraction of the way from the first point where a line can touch to the last |
/// | Default | of all sound lines those of the smallest area |
///
/// An interval that leaves the domain or holds a pole has no bounds: its ends are infinite, and so
/// are those of anything that overflows. Nothing is cut off.
///
/// With several arches (concave pieces for the upper line, convex ones for the lower) the lines
/// stay sound; they are the best ones as long as no chord bridges two arches in the middle.
///
/// ## References
///
/// - H. Zhang et al., *Efficient Neural Network Robustness Certification with General Activation
///   Functions*, NeurIPS 2018, <https://arxiv.org/abs/1811.00866>.
/// - Z. Shi et al., *Neural Network Verification with Branch-and-Bound for General Nonlinearities*,
///   TACAS 2025, <https://arxiv.org/abs/2405.21063>.
public protocol SmoothActivation: OutlinedActivation {
  /// Where the function bends, turns and ends.
  var curve: Curve { get }
}

extension SmoothActivation {
  public static var bounding: String { "chords, and free tangents, by curvature" }

  public func interval(_ inputs: [Interval]) -> Interval { range(inputs[0]) }

  public func outline(_ x: Interval, _ side: Outline.Side) -> Outline {
    let (range, sign) = (range(x), side.sign)
    let breaks = curve.breaks.map { x.lower.filled(with: $0) }
    return Outline(
      value: { self($0) * sign }, slope: { derivative($0) * sign },
      bend: { bend(at: $0, value: self($0), slope: derivative($0)) * sign }, x: x,
      pieces: Outline.pieces(of: x, breaks: breaks, bends: curve.bends, side),
      isSimple: curve.isSimple, isDefined: isDefined(x),
      top: side == .above ? range.upper : -range.lower)
  }

  /// The range of the function, infinite where it is not defined.
  func range(_ x: Interval) -> Interval {
    var ends = enclosure(at: x.lower).union(enclosure(at: x.upper))
    for extremum in curve.extrema {
      let point = Tensor.minimum(Tensor.maximum(x.lower.filled(with: extremum), x.lower), x.upper)
      ends = ends.union(enclosure(at: point))
    }
    let isDefined = isDefined(x)
    return Interval(
      ends.lower.selected(where: isDefined, else: -.infinity).replacingNaN(with: -.infinity),
      ends.upper.selected(where: isDefined, else: .infinity).replacingNaN(with: .infinity))
  }

  /// The value at a point, with what rounding can take.
  ///
  /// It takes from the value itself, and from an argument made on the way to it. A number that
  /// overflowed is still a number.
  private func enclosure(at x: Tensor) -> Interval {
    let value = self(x)
    let unit = 4 * x.scalarType.epsilon
    let condition = Tensor.minimumNumber(
      (derivative(x) * unit * x).magnitude, value.magnitude * unit * x.squared)
    let slack = value.magnitude * unit + condition
    let isFinite = value.isFinite .& slack.isFinite
    let largest =
      x.scalarType == .float32
      ? Double(Float.greatestFiniteMagnitude) : Double.greatestFiniteMagnitude
    return Interval(
      (value - slack).selected(where: isFinite, else: value).clamped(
        to: -Double.infinity...largest),
      (value + slack).selected(where: isFinite, else: value).clamped(
        to: -largest...Double.infinity))
  }

  private func isDefined(_ x: Interval) -> Tensor {
    let domain = curve.domain
    let isInside = (x.lower .>= domain.lowerBound) .& (x.upper .<= domain.upperBound)
    return curve.poles.reduce(isInside) { result, pole in
      result .& ((x.upper .< pole) .| (x.lower .> pole))
    }
  }
}

extension Interval {
  /// The smallest interval that holds both.
  fileprivate func union(_ other: Interval) -> Interval {
    Interval(Tensor.minimum(lower, other.lower), Tensor.maximum(upper, other.upper))
  }
}
