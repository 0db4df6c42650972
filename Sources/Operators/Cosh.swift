// Cosh: y = (eˣ + e⁻ˣ) / 2.

internal import Graphs
public import Tensors

/// The hyperbolic cosine, element by element.
public struct Cosh: PlainActivation {
  public static let onnxName = "Cosh"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.cosh }

  public func derivative(_ x: Tensor) -> Tensor { x.sinh }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor { value }

  public var curve: Curve { Curve([.convex], extrema: [0]) }
}
