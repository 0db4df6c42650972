// ReduceLogSumExp: y = log Σᵢ exp(xᵢ) along axes.

public import Bounds
public import Graphs
public import Tensors

/// The logarithm of the sum of exponentials along the axes named, or along all.
///
/// | | |
/// |---|---|
/// | Interval | exact: the function rises with every element |
/// | Lower plane | the tangent plane at a point between the ends: the function is convex |
/// | Upper plane | the tangent plane of the logarithm of the sum of chords; or the largest value |
/// | Alpha | where the point lies between the lower and the upper ends |
public struct ReduceLogSumExp: AxisCoupling {
  public static let onnxName = "ReduceLogSumExp"
  public static let bounding = "tangent plane below, log of chords above"
  public static let inputCounts = 1...2

  public let groups: AxisGroups

  public init(_ node: NodeReader) throws(GraphError) {
    groups = AxisGroups(try ReducedAxes(nonempty: node))
  }

  public func values(_ x: Tensor) -> Tensor {
    let axis = x.rank - 1
    let top = x.maximum(along: [axis], keepingAxes: true)
    // An infinite top is the value itself.
    let shift = top.selected(where: top.isFinite, else: 0)
    return (x - shift).exp.sum(along: [axis], keepingAxes: true).log + shift
  }

  public func range(_ x: Interval) -> Interval { x.map(values) }

  public func planes(_ x: Interval, alpha: Tensor?) -> (lower: AxisPlane, upper: AxisPlane) {
    let (sum, ends) = (LogSumExpPlanes(x, fraction: alpha), range(x))
    let rounding = LogSumExpPlanes.rounding(sum.reach)
    let one = ends.lower.filled(with: 1)
    func plane(_ plane: LogSumExpPlanes.Plane, outward sign: Double) -> AxisPlane {
      let doubt = plane.size(at: sum.reach) * (sign * rounding)
      return AxisPlane(shared: [(one, plane.weights)], intercept: plane.offset + doubt)
    }
    return (
      plane(sum.lower, outward: -1).orConstant(
        ends.lower - (ends.lower.magnitude + 1) * rounding, ifHigherAt: sum.middle),
      plane(sum.upper, outward: 1).orConstant(
        ends.upper + (ends.upper.magnitude + 1) * rounding, ifLowerAt: sum.middle)
    )
  }
}
