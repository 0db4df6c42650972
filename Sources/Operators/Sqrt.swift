// Sqrt: y = √x.

internal import Graphs
public import Tensors

/// The square root, element by element.
///
/// It has no bounds where it may read a number below zero.
public struct Sqrt: PlainActivation {
  public static let onnxName = "Sqrt"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.squareRoot }

  public func derivative(_ x: Tensor) -> Tensor { x.squareRoot.reciprocal * 0.5 }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor {
    slope * slope.squared * -2
  }

  public var curve: Curve { Curve([.concave], domain: 0 ... .infinity) }
}
