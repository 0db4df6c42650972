// OptimizerKind: the rule that turns a gradient into a step, with its constants.

/// The rule that turns a gradient into a step, with its constants.
///
/// | rule | weight decay λ |
/// |---|---|
/// | `sgd` | λ θ is added to the gradient |
/// | `adam` | λ θ is added to the gradient |
/// | `adamW` | θ shrinks by the factor 1 - rate λ before the step |
///
/// ## References
///
/// - I. Sutskever et al., *On the importance of initialization and momentum in deep learning*, ICML 2013.
/// - D. Kingma, J. Ba, *Adam*, ICLR 2015, <https://arxiv.org/abs/1412.6980>.
/// - I. Loshchilov, F. Hutter, *Decoupled Weight Decay Regularization*, ICLR 2019,
///   <https://arxiv.org/abs/1711.05101>.
public enum OptimizerKind: Sendable, Hashable {
  case sgd(momentum: Double = 0, isNesterov: Bool = false)
  case adam(AdamConstants = AdamConstants())
  case adamW(AdamConstants = AdamConstants())

  /// The name that a configuration gives it.
  public var name: String {
    switch self {
    case .sgd: "sgd"
    case .adam: "adam"
    case .adamW: "adamw"
    }
  }

  /// The names that ``init(named:)`` knows.
  public static let names = ["sgd", "adam", "adamw"]

  /// The rule of a name, with its usual constants; SGD with a momentum of 0.9.
  public init?(named name: String) {
    switch name.lowercased() {
    case "sgd": self = .sgd(momentum: 0.9)
    case "adam": self = .adam()
    case "adamw": self = .adamW()
    default: return nil
    }
  }
}

/// The constants of Adam and AdamW.
public struct AdamConstants: Sendable, Hashable, Codable {
  public var firstDecay = 0.9
  public var secondDecay = 0.999
  public var epsilon = 1e-8

  public init(firstDecay: Double = 0.9, secondDecay: Double = 0.999, epsilon: Double = 1e-8) {
    (self.firstDecay, self.secondDecay, self.epsilon) = (firstDecay, secondDecay, epsilon)
  }
}
