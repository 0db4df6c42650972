// Asinh: y = log(x + √(x² + 1)).

internal import Graphs
public import Tensors

/// The inverse of the hyperbolic sine, element by element.
public struct Asinh: PlainActivation {
  public static let onnxName = "Asinh"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.asinh }

  /// `1 / √(x² + 1)`, where the square of a large number does not overflow.
  public func derivative(_ x: Tensor) -> Tensor {
    let shrink = x.magnitude.clamped(to: 1...Double.infinity).reciprocal
    return shrink / (shrink.squared + (x * shrink).squared).squareRoot
  }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor {
    x * slope * slope.squared * -1
  }

  public var curve: Curve { Curve([.convex, .concave], breaks: [0]) }
}
