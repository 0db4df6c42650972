// Sigmoid: y = 1 / (1 + e⁻ˣ).

public import Graphs
public import Tensors

/// The logistic function, element by element.
public struct Sigmoid: SShapedActivation {
  public static let onnxName = "Sigmoid"

  public let outputShape: [Int]

  public init(_ node: NodeReader) throws(GraphError) { outputShape = try node.shape(0) }

  public func callAsFunction(_ x: Tensor) -> Tensor { x.sigmoid }

  /// `σ(x) σ(-x)`, exact in both tails.
  public func derivative(_ x: Tensor) -> Tensor { x.sigmoid * (-x).sigmoid }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor {
    slope * (value * -2 + 1)
  }

  /// With `s (1 - s) = k` the larger `s` is `(1 + √(1 - 4k)) / 2`, and `x = log(s / (1 - s))`.
  public func point(ofSlope k: Tensor) -> Tensor {
    let s = ((k * -4 + 1).positivePart.squareRoot + 1) * 0.5
    return s.log * 2 - k.log
  }
}
