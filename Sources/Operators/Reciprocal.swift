// Reciprocal: y = 1 / x.

internal import Graphs
public import Tensors

/// One over each element.
///
/// It has no bounds where it may read zero.
public struct Reciprocal: PlainActivation {
  public static let onnxName = "Reciprocal"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.reciprocal }

  public func derivative(_ x: Tensor) -> Tensor { -x.reciprocal.squared }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor { value * slope * -2 }

  public var curve: Curve { Curve([.concave, .convex], breaks: [0], poles: [0]) }
}
