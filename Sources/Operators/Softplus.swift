// Softplus: y = log(1 + eˣ).

internal import Graphs
public import Tensors

/// The smooth rectifier, element by element.
public struct Softplus: PlainActivation {
  public static let onnxName = "Softplus"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.positivePart + (-x.magnitude).exp.logOfOnePlus
  }

  public func derivative(_ x: Tensor) -> Tensor { x.sigmoid }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor { slope * (-x).sigmoid }

  public var curve: Curve { Curve([.convex]) }
}
