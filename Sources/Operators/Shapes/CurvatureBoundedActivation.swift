// Activations whose second derivative is bounded: lines by the remainder of Taylor's theorem.

public import Bounds
public import Graphs
public import Tensors

/// An activation that states its function, its derivative, and a range of its second derivative.
///
/// With `f''` in `[m, M]` on an interval of width `w` and centre `c`, two upper lines are sound:
///
/// | | line |
/// |---|---|
/// | chord | through both ends, raised by `max(-m, 0) w² / 8` |
/// | tangent | at `c`, raised by `max(M, 0) w² / 8` |
///
/// since `f(x) - m x²/2` is convex and `f(x) - M x²/2` concave. The one that is raised less is taken, and
/// alpha blends them: 0 is the chord and 1 the tangent. The lower line is that of the negative. For functions whose shape is known a
/// ``SmoothActivation`` is tighter.
public protocol CurvatureBoundedActivation: TurningActivation {
  /// A range of the second derivative on each interval.
  func curvature(on x: Interval) -> Interval
}

extension CurvatureBoundedActivation {
  public static var bounding: String { "lines from a bound on the curvature" }

  /// The range of the lines, which holds that of the function.
  public func interval(_ inputs: [Interval]) -> Interval {
    let x = inputs[0]
    let lines = relax(x, alpha: nil)
    let low = Tensor.minimum(lines.lower(x.lower), lines.lower(x.upper))
    let high = Tensor.maximum(lines.upper(x.lower), lines.upper(x.upper))
    return Interval(low.replacingNaN(with: -.infinity), high.replacingNaN(with: .infinity))
  }

  public func turningLines(_ x: Interval) -> any TurningLines {
    let bend = curvature(on: x)
    return CurvatureLines(
      below: lines(x, -1, least: -bend.upper, most: -bend.lower),
      above: lines(x, 1, least: bend.lower, most: bend.upper), x: x)
  }

  /// The upper lines of the function, or of its negative.
  private func lines(
    _ x: Interval, _ sign: Double, least: Tensor, most: Tensor
  ) -> CurvatureLines.Side {
    let (low, high) = (self(x.lower) * sign, self(x.upper) * sign)
    let center = x.lower * 0.5 + x.upper * 0.5
    let (middle, tangent) = (self(center) * sign, derivative(center) * sign)
    let width = x.upper - x.lower
    let reach = Tensor.maximum(x.lower.magnitude, x.upper.magnitude)
    let room = width.squared * 0.125
    let (overChord, overTangent) = ((-least).positivePart * room, most.positivePart * room)
    let chord = (high - low) / width
    let hasChord = chord.isFinite .& (width .> reach * (16 * reach.scalarType.epsilon))
    let sizes = low.magnitude + high.magnitude + middle.magnitude
    let rounding = { (slope: Tensor) in
      (sizes + slope.magnitude * reach) * (8 * reach.scalarType.epsilon)
        + Double(Float.leastNormalMagnitude)
    }
    let ends = Tensor.maximum(low - chord * x.lower, high - chord * x.upper) + overChord
    return CurvatureLines.Side(
      chord: Line(slope: chord, intercept: ends + rounding(chord)),
      tangent: Line(
        slope: tangent, intercept: middle - tangent * center + overTangent + rounding(tangent)),
      hasChord: hasChord, isChord: hasChord .& (overChord .< overTangent))
  }
}

/// An activation of one's own with a bounded second derivative.
///
/// ```swift
/// let wave = CurvatureBoundedFunction(
///   shape: [3], curvature: -1...1, derivative: { $0.cos }
/// ) { $0.sin }
/// ```
public struct CurvatureBoundedFunction: CurvatureBoundedActivation {
  public static let onnxName = "CurvatureBoundedFunction"

  public let outputShape: [Int]
  private let range: @Sendable (Interval) -> Interval
  private let function: @Sendable (Tensor) -> Tensor
  private let slope: @Sendable (Tensor) -> Tensor

  /// `curvature`: a range of the second derivative everywhere.
  public init(
    shape: [Int], curvature: ClosedRange<Double>,
    derivative: @escaping @Sendable (Tensor) -> Tensor,
    _ function: @escaping @Sendable (Tensor) -> Tensor
  ) {
    self.init(
      shape: shape,
      curvature: {
        Interval(
          $0.lower.filled(with: curvature.lowerBound), $0.lower.filled(with: curvature.upperBound))
      }, derivative: derivative, function)
  }

  /// `curvature`: a range of the second derivative on each interval.
  public init(
    shape: [Int], curvature: @escaping @Sendable (Interval) -> Interval,
    derivative: @escaping @Sendable (Tensor) -> Tensor,
    _ function: @escaping @Sendable (Tensor) -> Tensor
  ) {
    (outputShape, range, self.function, slope) = (shape, curvature, function, derivative)
  }

  public init(_ node: NodeReader) throws(GraphError) {
    throw node.unsupported("it is made in a program, not read")
  }

  public func callAsFunction(_ x: Tensor) -> Tensor { function(x) }

  public func derivative(_ x: Tensor) -> Tensor { slope(x) }

  public func curvature(on x: Interval) -> Interval { range(x) }
}
