// LogSoftmax: yⱼ = xⱼ - log Σᵢ exp(xᵢ).

public import Bounds
public import Graphs
public import Tensors

/// The logarithms of the shares of exponentials along an axis.
///
/// | | |
/// |---|---|
/// | Interval | exact: one element at one end, all others at the other |
/// | Planes | the element less the planes around the logarithm of the sum; or the end of the interval |
/// | Alpha | where the planes touch, between the ends of each element |
///
/// The planes and their reference are those of ``Softmax``.
public struct LogSoftmax: AxisCoupling {
  public static let onnxName = "LogSoftmax"
  public static let bounding = "planes of the log share, as one operator"

  public let groups: AxisGroups

  public init(_ node: NodeReader) throws(GraphError) {
    groups = try AxisGroups(normalizing: node)
  }

  public func values(_ x: Tensor) -> Tensor {
    let axis = x.rank - 1
    let less = x - x.maximum(along: [axis], keepingAxes: true)
    return less - less.exp.sum(along: [axis], keepingAxes: true).log
  }

  public func range(_ x: Interval) -> Interval { LogShares.range(x) }

  public func planes(_ x: Interval, alpha: Tensor?) -> (lower: AxisPlane, upper: AxisPlane) {
    let (sum, shares) = (LogSumExpPlanes(x, fraction: alpha), LogShares.range(x))
    let rounding = LogSumExpPlanes.rounding(sum.reach)
    let one = sum.point.filled(with: 1)
    func share(_ plane: LogSumExpPlanes.Plane, outward sign: Double) -> AxisPlane {
      let doubt = (sum.reach + plane.size(at: sum.reach)) * (sign * rounding)
      return AxisPlane(own: one, shared: [(-one, plane.weights)], intercept: doubt - plane.offset)
    }
    let least = shares.lower - (sum.reach - shares.lower + 1) * rounding
    let most = shares.upper + (sum.reach - shares.upper + 1) * rounding
    return (
      share(sum.upper, outward: -1).orConstant(least, ifHigherAt: sum.middle),
      share(sum.lower, outward: 1).orConstant(most, ifLowerAt: sum.middle)
    )
  }
}
