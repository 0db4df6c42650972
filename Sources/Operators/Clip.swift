// Clip: y = min(max(x, low), high).

public import Bounds
public import Graphs
public import Tensors

/// The identity between two limits, either of which may be missing, and constant outside them.
///
/// Where `x` in `[l, u]` crosses a limit, a line through the kink there is free:
///
/// | | lower line | upper line |
/// |---|---|---|
/// | within the limits | `x` | `x` |
/// | crosses `low` alone | through `(low, low)`, slope in `0...1` | the chord |
/// | crosses `high` alone | the chord | through `(high, high)`, slope in `0...1` |
/// | crosses both | through `(low, low)` | through `(high, high)` |
///
/// Across both limits the steepest lower line ends at `(u, high)`, and the upper at `(l, low)`.
/// Alpha is the fraction of the steepest slope, for either line; where nothing is free it is 1. The
/// default leaves the smaller area. Limits in the wrong order make the constant `high`, as in ONNX.
public struct Clip: MonotoneActivation {
  public static let onnxName = "Clip"
  public static let inputCounts = 1...3

  public let outputShape: [Int]
  private let low: Double
  private let high: Double

  public init(_ node: NodeReader) throws(GraphError) {
    try node.requireOnlyFirstVariable()
    outputShape = try node.shape(0)
    let lower = try Self.limit(node, "min", input: 1) ?? -.infinity
    high = try Self.limit(node, "max", input: 2) ?? .infinity
    low = min(lower, high)
    guard low < .infinity, high > -.infinity else { throw node.invalid("an infinite limit") }
  }

  /// A limit, which is an attribute before version 11 and an input since.
  private static func limit(
    _ node: NodeReader, _ name: String, input: Int
  ) throws(GraphError) -> Double? {
    guard node.opset >= 11 else {
      guard node.attributes[name] != nil else { return nil }
      return try node.float(name, default: 0)
    }
    guard let tensor = try node.constant(input, name) else { return nil }
    guard tensor.count == 1, !tensor.scalar.isNaN else {
      throw node.invalid("its \(name) of shape \(tensor.shape) is not one number")
    }
    return tensor.scalar
  }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.clamped(to: low...high) }

  public func undecided(_ inputs: [Interval]) -> [Tensor] {
    [crosses(low, inputs[0]) .| crosses(high, inputs[0])]
  }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? {
    let x = inputs[0]
    let one = x.lower.filled(with: 1)
    let isFree = crosses(low, x) .| crosses(high, x)
    return AlphaSpace(
      range: Interval(one.filled(with: 0).selected(where: isFree, else: one), one),
      startBelow: fractionBelow(x), startAbove: fractionAbove(x))
  }

  public func relax(_ x: Interval, alpha: Tensor?) -> Relaxation {
    // The kinks, where they lie within the interval, and else the end that is nearer to them.
    let first = x.lower.clamped(to: low...Double.infinity)
    let last = x.upper.clamped(to: -Double.infinity...high)
    let (bottom, top) = (self(x.lower), self(x.upper))
    let steepestBelow = Self.quotient(top - bottom, x.upper - first)
    let steepestAbove = Self.quotient(top - bottom, last - x.lower)
    let one = x.lower.filled(with: 1)
    let below = alpha?.selected(where: crosses(low, x), else: one) ?? fractionBelow(x)
    let above = alpha?.selected(where: crosses(high, x), else: one) ?? fractionAbove(x)
    return Relaxation(
      lower: Line(slope: steepestBelow * below, throughX: first, y: bottom),
      upper: Line(slope: steepestAbove * above, throughX: last, y: top))
  }

  /// Zero where the function is constant, one at a point.
  private static func quotient(_ rise: Tensor, _ run: Tensor) -> Tensor {
    let isRun = run .> 0
    return (rise / run.selected(where: isRun, else: 1)).selected(where: isRun, else: 0)
  }

  private func crosses(_ limit: Double, _ x: Interval) -> Tensor {
    (x.lower .< limit) .& (x.upper .> limit)
  }

  /// The steepest lower line if more of the interval lies above the limit than below.
  private func fractionBelow(_ x: Interval) -> Tensor {
    let one = x.lower.filled(with: 1)
    let isSteep = (x.lower + x.upper .> 2 * low) .| .!crosses(low, x)
    return one.selected(where: isSteep, else: 0)
  }

  private func fractionAbove(_ x: Interval) -> Tensor {
    let one = x.lower.filled(with: 1)
    let isSteep = (x.lower + x.upper .< 2 * high) .| .!crosses(high, x)
    return one.selected(where: isSteep, else: 0)
  }
}

extension Clip: DifferentiableActivation {
  /// One between the limits, zero outside.
  public var derivativeActivation: any Activation {
    let limits = [low, high].filter(\.isFinite)
    let slopes = (low.isFinite ? [0.0] : []) + [1] + (high.isFinite ? [0] : [])
    return SegmentedFunction(
      shape: outputShape, breaks: limits,
      segments: slopes.map {
        Segment(slope: Tensor(0, as: .float64), intercept: Tensor($0, as: .float64))
      })
  }
}
