// Softmax: yⱼ = exp(xⱼ) / Σᵢ exp(xᵢ).

public import Bounds
public import Graphs
public import Tensors

/// The shares of exponentials along an axis, bounded as one operator.
///
/// With `t = xⱼ - log Σᵢ exp(xᵢ)`, `y = exp(t)` is convex in `t`, and `t` is concave in `x`:
///
/// | | |
/// |---|---|
/// | Interval | exact: one element at one end, all others at the other |
/// | Upper plane | the chord of `exp` on the range of `t`, over the tangent plane of `t` at a point `p` |
/// | Lower plane | the tangent of `exp` over a plane below `t`, at `p`; the least value if that is higher |
/// | Alpha | where `p` lies between the ends, for each element |
///
/// Before operator set 13 all axes from the one named on are one.
///
/// ## References
///
/// - D. Wei et al., *Convex Bounds on the Softmax Function with Applications to Robustness
///   Verification*, AISTATS 2023, <https://arxiv.org/abs/2303.01713>.
public struct Softmax: AxisCoupling {
  public static let onnxName = "Softmax"
  public static let bounding =
    "tangent and chord of the exponential over planes of the log share, as one operator"

  public let groups: AxisGroups

  public init(_ node: NodeReader) throws(GraphError) { groups = try AxisGroups(normalizing: node) }

  public func values(_ x: Tensor) -> Tensor {
    let axis = x.rank - 1
    let terms = (x - x.maximum(along: [axis], keepingAxes: true)).exp
    return terms / terms.sum(along: [axis], keepingAxes: true)
  }

  public func range(_ x: Interval) -> Interval { LogShares.range(x).map(\.exp) }

  public func planes(_ x: Interval, alpha: Tensor?) -> (lower: AxisPlane, upper: AxisPlane) {
    let (sum, shares) = (LogSumExpPlanes(x, fraction: alpha), LogShares.range(x))
    return (lower(sum, shares.lower), upper(sum, shares))
  }

  /// Below this the exponential vanishes in either precision.
  private static let vanishing = -1e4...0

  /// `exp(t) ≥ exp(s) (1 + t - s)` for any `s`, and `t` is above `xⱼ` less the plane above the sum.
  private func lower(_ sum: LogSumExpPlanes, _ least: Tensor) -> AxisPlane {
    let rounding = LogSumExpPlanes.rounding(least)
    // A factor that is too small scales the plane towards zero, which is sound as well.
    func shrunk(_ t: Tensor) -> Tensor {
      t.exp * ((sum.reach - t + 1) * -rounding + 1).positivePart
    }
    let (plane, size) = (sum.upper, sum.upper.size(at: sum.reach))
    let touch = (sum.point - plane(sum.point)).clamped(to: Self.vanishing)
    let factor = shrunk(touch)
    let intercept = factor * (touch * -1 + 1 - plane.offset)
    return AxisPlane(
      own: factor, shared: [(-factor, plane.weights)],
      intercept: intercept - factor * (sum.reach + size + 1) * rounding
    ).orConstant(shrunk(least.clamped(to: Self.vanishing)), ifHigherAt: sum.middle)
  }

  /// The line through the upper end with the slope of the chord, over `t` below its tangent plane.
  private func upper(_ sum: LogSumExpPlanes, _ shares: Interval) -> AxisPlane {
    let rounding = LogSumExpPlanes.rounding(shares.lower)
    let end = shares.upper.clamped(to: Self.vanishing)
    let most =
      end.exp * ((sum.reach - end + 1) * rounding + 1) + LogSumExpPlanes.leastNormal(shares.lower)
    let factor = most * (end - shares.lower).positivePart.meanDecay
    let (plane, size) = (sum.lower, sum.lower.size(at: sum.reach))
    let intercept = most - factor * (end + plane.offset)
    return AxisPlane(
      own: factor, shared: [(-factor, plane.weights)],
      intercept: intercept + (factor * (sum.reach + size - end) + most) * rounding
    ).orConstant(most, ifLowerAt: sum.middle)
  }
}

extension AxisGroups {
  /// The groups of a softmax: one axis, or before operator set 13 all axes from the one named on.
  init(normalizing node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    let isFlat = node.opset < 13
    let axis = try node.axis(try node.int("axis", default: isFlat ? 1 : -1), rank: shape.count)
    guard shape.allSatisfy({ $0 > 0 }) else { throw node.invalid("an empty input of \(shape)") }
    self.init(shape: shape, axes: isFlat ? Array(axis..<shape.count) : [axis])
  }
}
