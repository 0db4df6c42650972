// Softsign: y = x / (1 + |x|).

internal import Graphs
public import Tensors

/// The quotient of each element by one more than its size.
public struct Softsign: PlainActivation {
  public static let onnxName = "Softsign"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public func callAsFunction(_ x: Tensor) -> Tensor { x / (x.magnitude + 1) }

  public func derivative(_ x: Tensor) -> Tensor { (x.magnitude + 1).reciprocal.squared }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor {
    slope * x.sign * (x.magnitude + 1).reciprocal * -2
  }

  public var curve: Curve { Curve([.convex, .concave], breaks: [0]) }
}
