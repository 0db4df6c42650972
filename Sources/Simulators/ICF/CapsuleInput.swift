// CapsuleInput: what may be varied in the capsule, with its unit, nominal value and range.

/// An input of the capsule model.
public enum CapsuleInput: String, Sendable, CaseIterable {
  /// The implosion velocity.
  case velocity = "V"
  /// The adiabat: how much thicker than the coldest shell this one is.
  case adiabat = "alpha"
  /// The weights of three shape modes in the velocity.
  case mode10 = "a10"
  case mode21 = "a21"
  case mode43 = "a43"
  /// The multiplier of alpha particle stopping.
  case stopping = "stop"
  /// The multiplier of bremsstrahlung.
  case radiation = "rad"
  /// The enthalpy that carries conducted heat back with ablated mass, in hot-spot temperatures.
  case ablation = "cabl"
  /// The multiplier of Spitzer conduction.
  case conduction = "cond"

  public var unit: String { self == .velocity ? "km/s" : "" }

  public var nominal: Double {
    switch self {
    case .velocity: 350
    case .adiabat: 1.6
    case .mode10, .mode21, .mode43: 0
    case .stopping, .radiation: 1
    case .ablation: 2.5
    case .conduction: 0.7
    }
  }

  /// Where the model's approximations hold well enough to run it.
  public var range: ClosedRange<Double> {
    switch self {
    case .velocity: 280...450
    case .adiabat: 1...4
    case .mode10, .mode21, .mode43: -0.5...0.5
    case .stopping: 0.3...2
    case .radiation: 0.5...2
    case .ablation: 1.5...5
    case .conduction: 0.3...2
    }
  }

  /// The place among all inputs.
  var index: Int {
    switch self {
    case .velocity: 0
    case .adiabat: 1
    case .mode10: 2
    case .mode21: 3
    case .mode43: 4
    case .stopping: 5
    case .radiation: 6
    case .ablation: 7
    case .conduction: 8
    }
  }
}

/// One value for each input of the capsule.
public struct CapsuleParameters: Sendable, Hashable {
  private var values = CapsuleInput.allCases.map(\.nominal)

  /// The nominal capsule.
  public init() {}

  public subscript(input: CapsuleInput) -> Double {
    get { values[input.index] }
    set { values[input.index] = newValue }
  }
}
