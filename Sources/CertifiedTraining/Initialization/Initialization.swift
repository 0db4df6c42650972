// Initialization: the law from which a weight is drawn before training, by name.

public import Tensors

/// The law from which a weight is drawn before training.
///
/// `fanIn` and `fanOut` are the numbers of inputs that one output of the layer sees, and of outputs that
/// one input reaches; U is the uniform law, N the normal one.
///
/// | name | weight | bias |
/// |---|---|---|
/// | `default` | U(±1 / √fanIn): PyTorch's `Linear` and `Conv` (Kaiming, a = √5) | U(±1 / √fanIn) |
/// | `kaiming-uniform` | U(±√(6 / fanIn)) | 0 |
/// | `kaiming-normal` | N(0, 2 / fanIn) | 0 |
/// | `xavier-uniform` | U(±√(6 / (fanIn + fanOut))) | 0 |
/// | `xavier-normal` | N(0, 2 / (fanIn + fanOut)) | 0 |
/// | `orthogonal` | rows, or else columns, orthonormal | 0 |
/// | `ibp` | N(0, 2 π / fanIn²): interval bounds keep their width through layers | 0 |
///
/// ## References
///
/// - K. He et al., *Delving Deep into Rectifiers*, ICCV 2015, <https://arxiv.org/abs/1502.01852>.
/// - X. Glorot, Y. Bengio, *Understanding the difficulty of training deep feedforward neural networks*,
///   AISTATS 2010.
/// - A. Saxe, J. McClelland, S. Ganguli, *Exact solutions to the nonlinear dynamics of learning in deep
///   linear neural networks*, ICLR 2014, <https://arxiv.org/abs/1312.6120>.
/// - Z. Shi et al., *Fast Certified Robust Training with Short Warmup*, NeurIPS 2021,
///   <https://arxiv.org/abs/2103.17268>.
public enum Initialization: String, Sendable, Hashable, CaseIterable, Codable {
  case standard = "default"
  case kaimingUniform = "kaiming-uniform"
  case kaimingNormal = "kaiming-normal"
  case xavierUniform = "xavier-uniform"
  case xavierNormal = "xavier-normal"
  case orthogonal
  case ibp

  /// Draws a weight whose first axis counts the outputs.
  public func weight(
    _ shape: [Int], fanIn: Int, fanOut: Int, using generator: Generator
  ) -> Tensor {
    precondition(fanIn > 0 && fanOut > 0, "fans \(fanIn) and \(fanOut)")
    let inputs = Double(fanIn)
    let both = inputs + Double(fanOut)
    return switch self {
    case .standard: uniform(shape, 1 / inputs.squareRoot(), generator)
    case .kaimingUniform: uniform(shape, (6 / inputs).squareRoot(), generator)
    case .kaimingNormal: generator.normal(shape) * (2 / inputs).squareRoot()
    case .xavierUniform: uniform(shape, (6 / both).squareRoot(), generator)
    case .xavierNormal: generator.normal(shape) * (2 / both).squareRoot()
    case .orthogonal: orthonormal(shape, generator)
    case .ibp: generator.normal(shape) * ((2 * Double.pi).squareRoot() / inputs)
    }
  }

  /// Draws the bias of a layer whose weight has this law.
  public func bias(_ shape: [Int], fanIn: Int, using generator: Generator) -> Tensor {
    precondition(fanIn > 0, "a fan of \(fanIn)")
    return self == .standard
      ? uniform(shape, 1 / Double(fanIn).squareRoot(), generator)
      : Tensor(repeating: 0, shape: shape)
  }

  private func uniform(_ shape: [Int], _ bound: Double, _ generator: Generator) -> Tensor {
    generator.uniform(shape) * (2 * bound) - bound
  }

  private func orthonormal(_ shape: [Int], _ generator: Generator) -> Tensor {
    let rows = shape.first ?? 1
    let columns = shape.dropFirst().reduce(1, *)
    guard rows > 0 && columns > 0 else { return Tensor(repeating: 0, shape: shape) }
    let tall = generator.normal([max(rows, columns), min(rows, columns)], as: .float64)
    let factor = tall.orthonormalFactor.converted(to: .float32)
    return (rows < columns ? factor.transposed(0, 1) : factor).contiguous.reshaped(to: shape)
  }
}

/// The fans of a weight of PyTorch's layout, `[outputs, inputs / groups, kernel ...]`.
public struct Fans: Sendable, Hashable {
  public let fanIn: Int
  public let fanOut: Int

  public init(ofWeight shape: [Int]) {
    precondition(shape.count >= 2, "a weight of shape \(shape) has no fans")
    let kernel = shape.dropFirst(2).reduce(1, *)
    (fanIn, fanOut) = (shape[1] * kernel, shape[0] * kernel)
  }
}
