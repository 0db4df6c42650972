// Asin: y = arcsin x.

internal import Graphs
public import Tensors

/// The inverse of the sine, element by element.
///
/// It has no bounds where it may read a number outside `-1 ... 1`.
public struct Asin: PlainActivation {
  public static let onnxName = "Asin"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.asin }

  public func derivative(_ x: Tensor) -> Tensor { ((x + 1) * (x * -1 + 1)).squareRoot.reciprocal }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor {
    x * slope * slope.squared
  }

  public var curve: Curve { Curve([.concave, .convex], breaks: [0], domain: -1...1) }
}
