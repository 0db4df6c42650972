// Objective: what a training step makes small.

/// What a training step makes small: a natural and a robust loss, mixed.
///
///     κ · natural + (1 - κ) · robust + λ · regularizers
public struct Objective: Sendable, Hashable {
  /// The robust loss.
  public enum Method: String, Sendable, Hashable, CaseIterable, Codable {
    /// No robust loss.
    case natural
    /// The loss at inputs that PGD found (Madry et al. 2018).
    case adversarial
    /// The worst loss by intervals (Gowal et al. 2018).
    case ibp
    /// β · CROWN-IBP + (1 - β) · IBP (Zhang et al. 2020).
    case crownIBP = "crown-ibp"
    /// The worst loss by CROWN.
    case crown
    /// Intervals of a small box around an adversarial input (Müller et al. 2023).
    case sabr
    /// `α · IBP + (1 - α) · adversarial` losses (De Palma et al. 2024).
    case mtlIBP = "mtl-ibp"
    /// The loss at `α · IBP + (1 - α) · adversarial` forms (De Palma et al. 2024).
    case ccIBP = "cc-ibp"

    /// Whether it asks for inputs from an attack.
    var attacks: Bool {
      switch self {
      case .adversarial, .sabr, .mtlIBP, .ccIBP: true
      case .natural, .ibp, .crownIBP, .crown: false
      }
    }
  }

  public var method: Method
  /// Whether backward bounds take one row for the loss in place of one for each class.
  public var fusesLoss = false
  /// The attack of the methods that need one.
  public var attack = TrainingAttack()
  /// The share `α` of IBP in the mixed losses.
  public var share = 0.5
  /// The size of SABR's small box as a part of ε.
  public var boxShare = 0.4
  /// The weight of the regularizers; zero for none.
  public var regularization = 0.0

  public init(_ method: Method) { self.method = method }
}

/// The numbers that schedules give for one step.
public struct StepSettings: Sendable, Hashable {
  /// The radius of the perturbation, and the largest one of the whole training.
  public var epsilon: Double
  public var fullEpsilon: Double
  /// The radius of the weights.
  public var weightEpsilon = 0.0
  /// The part of the natural loss.
  public var kappa: Double
  /// The part of CROWN-IBP beside IBP.
  public var beta: Double

  /// Whether anything is perturbed.
  var perturbs: Bool { epsilon > 0 || weightEpsilon > 0 }

  public init(epsilon: Double, fullEpsilon: Double, kappa: Double = 0, beta: Double = 1) {
    (self.epsilon, self.fullEpsilon) = (epsilon, fullEpsilon)
    (self.kappa, self.beta) = (kappa, beta)
  }
}
