// ReduceL2: y = √(Σᵢ xᵢ²) along axes.

public import Bounds
public import Graphs
public import Tensors

/// The Euclidean norm of the elements along the axes named, or along all.
///
/// | | |
/// |---|---|
/// | Interval | exact: from the point nearest to zero to the farthest corner |
/// | Lower plane | `g · x` with `g = p / ‖p‖`: the tangent plane at a point `p`; zero where `p` is |
/// | Upper plane | the tangent plane of `√c(x)`, where `c(x) = Σᵢ (lᵢ + uᵢ) xᵢ - lᵢ uᵢ` adds up the chords |
/// | Alpha | where `p` lies between the lower and the upper ends |
///
/// For any `r > 0`, `√c ≤ (r + c / r) / 2`: it is tangent at `r = √c(p)`.
public struct ReduceL2: AxisCoupling {
  public static let onnxName = "ReduceL2"
  public static let bounding = "tangent plane below, root of chords above"
  public static let inputCounts = 1...2

  public let groups: AxisGroups

  public init(_ node: NodeReader) throws(GraphError) {
    let axes = try ReducedAxes(nonempty: node)
    guard !axes.axes.isEmpty else { throw node.unsupported("it names no axis") }
    groups = AxisGroups(axes)
  }

  public func values(_ x: Tensor) -> Tensor {
    // In units of the largest no square overflows, nor vanishes.
    let unit = Self.unit(x.magnitude)
    return (x / unit).squared.sum(along: [x.rank - 1], keepingAxes: true).squareRoot * unit
  }

  /// The largest magnitude, or one where that is zero or infinite.
  private static func unit(_ magnitude: Tensor) -> Tensor {
    let top = magnitude.maximum(along: [magnitude.rank - 1], keepingAxes: true)
    return top.selected(where: (top .> 0) .& top.isFinite, else: 1)
  }

  public func range(_ x: Interval) -> Interval {
    let nearest = Tensor.maximum(x.lower, -x.upper).positivePart
    let farthest = Tensor.maximum(x.lower.magnitude, x.upper.magnitude)
    return Interval(values(nearest), values(farthest))
  }

  public func planes(_ x: Interval, alpha: Tensor?) -> (lower: AxisPlane, upper: AxisPlane) {
    let axes = [x.shape.count - 1]
    let ends = range(x)
    let reach = Tensor.maximum(x.lower.magnitude, x.upper.magnitude)
    let isBounded = reach.isFinite.all(along: axes, keepingAxes: true)
    let unit = Self.unit(reach)
    let box = x.map { ($0 / unit).selected(where: isBounded, else: 0) }
    let point = alpha.map { box.lower + box.width * $0 } ?? box.center
    let one = unit.filled(with: 1)
    let norm = Tensor.maximum(point.squared, point.filled(with: 1e-30))
      .sum(along: axes, keepingAxes: true).squareRoot
    let rounding = LogSumExpPlanes.rounding(reach)
    let size = unit * (rounding * Double(groups.size))
    let below = AxisPlane(shared: [(one, point / norm)], intercept: -size)
    // The chords of the squares at the point, none of which is negative.
    let (sums, products) = (box.lower + box.upper, box.lower * box.upper)
    let square = (sums * point - products).sum(along: axes, keepingAxes: true).positivePart
    let radius = Tensor.maximum(square, square.filled(with: 1e-12)).squareRoot
    let offset = (radius - products.sum(along: axes, keepingAxes: true) / radius) * 0.5 * unit
    let above = AxisPlane(
      shared: [(one, sums / (radius * 2))], intercept: offset + size / radius)
    let infinite = unit.filled(with: .infinity)
    return (
      below.orConstant((ends.lower * (1 - rounding)), ifHigherAt: x.center),
      AxisPlane(
        shared: above.shared,
        intercept: above.intercept.selected(where: isBounded, else: infinite)
      ).orConstant(ends.upper * (1 + rounding), ifLowerAt: x.center)
    )
  }
}
