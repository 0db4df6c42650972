// Mish: y = x · tanh(log(1 + eˣ)).

internal import Graphs
public import Tensors

/// The self-regularized activation Mish, element by element.
///
/// ## References
///
/// - D. Misra, *Mish: A Self Regularized Non-Monotonic Activation Function*, BMVC 2020,
///   <https://arxiv.org/abs/1908.08681>.
public struct Mish: PlainActivation {
  public static let onnxName = "Mish"

  public let outputShape: [Int]

  public init(shape: [Int]) { outputShape = shape }

  public func callAsFunction(_ x: Tensor) -> Tensor { x * gate(x) }

  /// With the gate `ω = tanh(log(1 + eˣ))` it is `ω + x (1 - ω²) σ(x)`.
  public func derivative(_ x: Tensor) -> Tensor {
    let gate = gate(x)
    return gate + x * (gate * -1 + 1) * (gate + 1) * x.sigmoid
  }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor {
    let (gate, below) = (gate(x), (-x).sigmoid)
    let change = (gate * -1 + 1) * (gate + 1) * x.sigmoid
    return change * (x * (below - gate * x.sigmoid * 2) + 2)
  }

  public var curve: Curve {
    Curve(
      [.concave, .convex, .concave], breaks: [-2.25637639636079312, 1.49057117948542846],
      extrema: [-1.19243121451549521])
  }

  private func gate(_ x: Tensor) -> Tensor {
    (x.positivePart + (-x.magnitude).exp.logOfOnePlus).tanh
  }
}
