// Log: y = log x.

internal import Graphs
public import Tensors

/// The natural logarithm, element by element.
///
/// It has no bounds where it may read a number below zero.
public struct Log: PlainActivation {
  public static let onnxName = "Log"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.log }

  public func derivative(_ x: Tensor) -> Tensor { x.reciprocal }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor { slope.squared * -1 }

  public var curve: Curve { Curve([.concave], domain: 0 ... .infinity) }
}
