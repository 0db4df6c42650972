// Tan: y = tan x.

public import Bounds
public import Graphs
public import Tensors

/// The tangent, element by element.
///
/// Between two poles it rises, and is concave up to the zero between them and convex after. An
/// interval that holds a pole, or comes so near that rounding could hide one, has no bounds.
public struct Tan: OutlinedActivation {
  public static let onnxName = "Tan"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public init(_ node: NodeReader) throws(GraphError) { outputShape = try node.shape(0) }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.tan }

  public func derivative(_ x: Tensor) -> Tensor { x.tan.squared + 1 }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor { value * slope * 2 }

  public func interval(_ inputs: [Interval]) -> Interval {
    let x = inputs[0]
    let isDefined = isDefined(x)
    let (low, high) = (self(x.lower), self(x.upper))
    let unit = 4 * low.scalarType.epsilon
    return Interval(
      (low - low.magnitude * unit).selected(where: isDefined, else: -.infinity),
      (high + high.magnitude * unit).selected(where: isDefined, else: .infinity))
  }

  public func outline(_ x: Interval, _ side: Outline.Side) -> Outline {
    let (range, sign) = (interval([x]), side.sign)
    return Outline(
      value: { self($0) * sign }, slope: { derivative($0) * sign },
      bend: { bend(at: $0, value: self($0), slope: derivative($0)) * sign }, x: x,
      pieces: Outline.pieces(of: x, breaks: [zero(x)], bends: [.concave, .convex], side),
      isSimple: false, isDefined: isDefined(x),
      top: side == .above ? range.upper : -range.lower)
  }

  /// The zero that is nearest to the middle.
  private func zero(_ x: Interval) -> Tensor {
    ((x.lower * 0.5 + x.upper * 0.5) * (1 / Double.pi) + 0.5).floor * Double.pi
  }

  private func isDefined(_ x: Interval) -> Tensor {
    let zero = zero(x)
    let slack = (zero.magnitude + 4) * (8 * zero.scalarType.epsilon)
    let reach = slack * -1 + Double.pi / 2
    return (x.lower .> zero - reach) .& (x.upper .< zero + reach)
  }
}
