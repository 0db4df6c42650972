// Erf: y = 2/√π ∫₀ˣ e^(-t²) dt.

internal import Graphs
public import Tensors

/// The error function, element by element.
public struct Erf: PlainActivation {
  public static let onnxName = "Erf"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.errorFunction }

  public func derivative(_ x: Tensor) -> Tensor { (-x.squared).exp * (2 / Double.pi.squareRoot()) }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor { x * slope * -2 }

  public var curve: Curve { Curve([.convex, .concave], breaks: [0]) }
}
