// Sinh: y = (eˣ - e⁻ˣ) / 2.

internal import Graphs
public import Tensors

/// The hyperbolic sine, element by element.
public struct Sinh: PlainActivation {
  public static let onnxName = "Sinh"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.sinh }

  public func derivative(_ x: Tensor) -> Tensor { x.cosh }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor { value }

  public var curve: Curve { Curve([.concave, .convex], breaks: [0]) }
}
