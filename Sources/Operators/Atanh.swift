// Atanh: y = log((1 + x) / (1 - x)) / 2.

internal import Graphs
public import Tensors

/// The inverse of the hyperbolic tangent, element by element.
///
/// It has no bounds where it may read a number outside `-1 ... 1`.
public struct Atanh: PlainActivation {
  public static let onnxName = "Atanh"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.atanh }

  public func derivative(_ x: Tensor) -> Tensor { ((x + 1) * (x * -1 + 1)).reciprocal }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor { x * slope.squared * 2 }

  public var curve: Curve { Curve([.concave, .convex], breaks: [0], domain: -1...1) }
}
