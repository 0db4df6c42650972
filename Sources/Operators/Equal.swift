// Equal: whether a = b.

public import Bounds
public import Graphs
public import Tensors

/// One where two values are equal and zero elsewhere, element by element, with broadcasting.
///
/// With the difference `d = a - b` in `[l, u]`, and zero inside, the lower plane is zero and the upper
/// one a side of the tent over the single place where `y` is one: `1 - d / u` or `1 - d / l`. Alpha
/// blends from the first to the second; the default leaves the smaller area.
public struct Equal: ElementwiseOperator {
  public static let onnxName = "Equal"
  public static let wholeNumbers = WholeNumberUse.moved
  public static let inputCounts = 2...2

  public let operands: BroadcastOperands
  private let isFolding: Bool

  public init(_ node: NodeReader) throws(GraphError) {
    operands = try BroadcastOperands(node)
    isFolding = node.isFolding
  }

  public func kind(of inputs: [ElementKind]) -> ElementKind { .claim }

  public func callAsFunction(_ operands: [Tensor]) -> Tensor {
    let claim = operands[0] .== operands[1]
    return isFolding ? claim : claim.converted(to: operands[0].scalarType)
  }

  public func range(_ operands: [Interval]) -> Interval {
    let (a, b) = (operands[0], operands[1])
    let type = a.lower.scalarType
    return Interval(
      isSure(a, b).converted(to: type), (.!isApart(a, b)).converted(to: type))
  }

  public func isOpen(_ operands: [Interval]) -> Tensor {
    .!(isApart(operands[0], operands[1]) .| isSure(operands[0], operands[1]))
  }

  public func alphaSpace(_ inputs: [Interval]) -> AlphaSpace? {
    let tent = Tent(operands.joined(inputs))
    return AlphaSpace(
      range: Interval(tent.left, tent.right), startBelow: tent.flatter, startAbove: tent.flatter)
  }

  public func planes(_ operands: [Interval], alpha: Tensor?) -> ElementwisePlanes {
    let (tent, range) = (Tent(operands), range(operands))
    let slope = alpha ?? tent.flatter
    let zero = range.lower.filled(with: 0)
    let isFree = isOpen(operands) .& tent.isFinite
    let rise = slope.selected(where: isFree, else: 0)
    let margin =
      rise.magnitude * tent.reach.selected(where: isFree, else: 0)
      * (8 * zero.scalarType.epsilon)
    return ElementwisePlanes(
      lower: ElementwisePlane(slopes: [zero, zero], intercept: range.lower),
      upper: ElementwisePlane(slopes: [rise, -rise], intercept: range.upper + margin))
  }

  private func isApart(_ a: Interval, _ b: Interval) -> Tensor {
    (a.lower .> b.upper) .| (a.upper .< b.lower)
  }

  private func isSure(_ a: Interval, _ b: Interval) -> Tensor {
    (a.lower .>= b.upper) .& (a.upper .<= b.lower)
  }
}

/// The sides of the tent over zero on the interval of a difference.
private struct Tent {
  /// The slopes of the line that ends at the upper end, not above zero, and at the lower, not below.
  let left: Tensor
  let right: Tensor
  /// The one of them that leaves the smaller area.
  let flatter: Tensor
  let isFinite: Tensor
  let reach: Tensor

  init(_ operands: [Interval]) {
    let (a, b) = (operands[0], operands[1])
    let (low, high) = (a.lower - b.upper, a.upper - b.lower)
    isFinite = low.isFinite .& high.isFinite
    left = -Self.inverse(high)
    right = Self.inverse(-low)
    flatter = left.selected(where: low + high .> 0, else: right)
    let ends = [a.lower, a.upper, b.lower, b.upper].map(\.magnitude)
    reach = ends.dropFirst().reduce(ends[0], Tensor.maximum)
  }

  /// The inverse of a positive number, not too large; zero for others.
  private static func inverse(_ x: Tensor) -> Tensor {
    let isPositive = x .> 0
    return x.selected(where: isPositive, else: 1).reciprocal
      .clamped(to: 0...(x.scalarType == .float32 ? 1e15 : 1e100))
      .selected(where: isPositive, else: 0)
  }
}
