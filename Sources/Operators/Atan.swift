// Atan: y = arctan x.

internal import Graphs
public import Tensors

/// The inverse of the tangent, element by element.
public struct Atan: PlainActivation {
  public static let onnxName = "Atan"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.atan }

  public func derivative(_ x: Tensor) -> Tensor { (x.squared + 1).reciprocal }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor { x * slope.squared * -2 }

  public var curve: Curve { Curve([.convex, .concave], breaks: [0]) }
}
