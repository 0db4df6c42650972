// Swish: y = x σ(α x), also called SiLU.

public import Graphs
public import Tensors

/// Each element times the logistic function of it.
///
/// ## References
///
/// - S. Elfwing et al., *Sigmoid-Weighted Linear Units*, Neural Networks 107, 2018,
///   <https://doi.org/10.1016/j.neunet.2017.12.012>.
public struct Swish: SmoothActivation {
  public static let onnxName = "Swish"

  public let outputShape: [Int]
  public let rate: Double

  public init(shape: [Int], rate: Double = 1) { (outputShape, self.rate) = (shape, rate) }

  public init(_ node: NodeReader) throws(GraphError) {
    self.init(shape: try node.shape(0), rate: try node.float("alpha", default: 1))
  }

  public func callAsFunction(_ x: Tensor) -> Tensor { x * (x * rate).sigmoid }

  /// `σ(αx) + αx σ(αx) σ(-αx)`.
  public func derivative(_ x: Tensor) -> Tensor {
    let bent = x * rate
    return bent.sigmoid + bent * bent.sigmoid * (-bent).sigmoid
  }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor {
    let (above, below) = ((x * rate).sigmoid, (x * -rate).sigmoid)
    return above * below * (x * rate * (below - above) + 2) * rate
  }

  public var curve: Curve {
    guard rate != 0 else { return Curve([.straight]) }
    let bend = 2.39935728051546767
    return Curve(
      [.concave, .convex, .concave], breaks: [-bend, bend], extrema: [-1.27846454276107380]
    ).scaled(by: 1 / rate, rate: rate)
  }
}
