// Exp: y = eˣ.

internal import Graphs
public import Tensors

/// The exponential, element by element.
public struct Exp: PlainActivation {
  public static let onnxName = "Exp"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.exp }

  public func derivative(_ x: Tensor) -> Tensor { x.exp }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor { value }

  public var curve: Curve { Curve([.convex]) }
}
