// Acosh: y = log(x + √(x² - 1)).

internal import Graphs
public import Tensors

/// The inverse of the hyperbolic cosine, element by element.
///
/// It has no bounds where it may read a number below one.
public struct Acosh: PlainActivation {
  public static let onnxName = "Acosh"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.acosh }

  public func derivative(_ x: Tensor) -> Tensor {
    ((x - 1).squareRoot * (x + 1).squareRoot).reciprocal
  }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor {
    x * slope * slope.squared * -1
  }

  public var curve: Curve { Curve([.concave], domain: 1 ... .infinity) }
}
