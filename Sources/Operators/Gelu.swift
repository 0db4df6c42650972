// Gelu: y = x Φ(x), Φ the normal distribution, or its approximation by a hyperbolic tangent.

public import Graphs
public import Tensors

/// The Gaussian error linear unit, element by element.
///
/// | form | function |
/// |---|---|
/// | exact | `x · erfc(-x / √2) / 2` |
/// | tanh | `x · σ(2u)` with `u = √(2/π) (x + 0.044715 x³)` |
///
/// ## References
///
/// - D. Hendrycks, K. Gimpel, *Gaussian Error Linear Units (GELUs)*, 2016,
///   <https://arxiv.org/abs/1606.08415>.
public struct Gelu: SmoothActivation {
  public static let onnxName = "Gelu"

  /// Which function stands for the normal distribution.
  public enum Form: String, Sendable {
    case exact = "none"
    case tanh
  }

  public let outputShape: [Int]
  public let form: Form

  public init(shape: [Int], form: Form = .exact) { (outputShape, self.form) = (shape, form) }

  public init(_ node: NodeReader) throws(GraphError) {
    let word = try node.string("approximate", default: Form.exact.rawValue)
    guard let form = Form(rawValue: word) else { throw node.invalid("approximate is '\(word)'") }
    self.init(shape: try node.shape(0), form: form)
  }

  public func callAsFunction(_ x: Tensor) -> Tensor { x * distribution(x) }

  public func derivative(_ x: Tensor) -> Tensor {
    switch form {
    case .exact:
      distribution(x) + x * (x.squared * -0.5).exp * (0.5 / Double.pi).squareRoot()
    case .tanh:
      distribution(x)
        + x * (bent(x).sigmoid * (-bent(x)).sigmoid)
        * ((x.squared * (3 * Self.cubic) + 1) * Self.rate)
    }
  }

  public func bend(at x: Tensor, value: Tensor, slope: Tensor) -> Tensor {
    switch form {
    case .exact:
      return (x.squared * -1 + 2) * ((x.squared * -0.5).exp * (0.5 / Double.pi).squareRoot())
    case .tanh:
      let (above, below) = (bent(x).sigmoid, (-bent(x)).sigmoid)
      let steepness = (x.squared * (3 * Self.cubic) + 1) * Self.rate
      let turn = steepness.squared * (below - above) + x * (6 * Self.cubic * Self.rate)
      return above * below * (steepness * 2 + x * turn)
    }
  }

  public var curve: Curve {
    let (bend, turn) =
      form == .exact
      ? (1.41421356237309505, -0.751791524693564457) : (1.41850400879082836, -0.752461422071016258)
    return Curve([.concave, .convex, .concave], breaks: [-bend, bend], extrema: [turn])
  }

  private func distribution(_ x: Tensor) -> Tensor {
    form == .exact
      ? (x * -(0.5.squareRoot())).complementaryErrorFunction * 0.5 : bent(x).sigmoid
  }

  /// `2u`, the argument of the logistic function.
  private func bent(_ x: Tensor) -> Tensor { (x + x * x.squared * Self.cubic) * Self.rate }

  private static let cubic = 0.044715
  private static let rate = 2 * (2 / Double.pi).squareRoot()
}
