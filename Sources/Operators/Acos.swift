// Acos: y = arccos x.

internal import Graphs
public import Tensors

/// The inverse of the cosine, element by element.
///
/// It has no bounds where it may read a number outside `-1 ... 1`.
public struct Acos: PlainActivation {
  public static let onnxName = "Acos"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.acos }

  public func derivative(_ x: Tensor) -> Tensor { -((x + 1) * (x * -1 + 1)).squareRoot.reciprocal }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor {
    x * slope * slope.squared
  }

  public var curve: Curve { Curve([.convex, .concave], breaks: [0], domain: -1...1) }
}
