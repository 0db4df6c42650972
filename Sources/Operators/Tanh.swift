// Tanh: y = (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ).

public import Graphs
public import Tensors

/// The hyperbolic tangent, element by element.
public struct Tanh: SShapedActivation {
  public static let onnxName = "Tanh"

  public let outputShape: [Int]

  public init(_ node: NodeReader) throws(GraphError) { outputShape = try node.shape(0) }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.tanh }

  /// `4 σ(2x) σ(-2x)`, which unlike `1 - tanh²` is exact in both tails.
  public func derivative(_ x: Tensor) -> Tensor { (x * 2).sigmoid * (x * -2).sigmoid * 4 }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor { value * slope * -2 }

  /// With `1 - y² = k`, `x = artanh(y) = log((1 + y) / √k)`.
  public func point(ofSlope k: Tensor) -> Tensor {
    ((k * -1 + 1).positivePart.squareRoot + 1).log - k.log * 0.5
  }
}
