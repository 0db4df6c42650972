// Implosion: the pistons' equations of motion, and the hot spot that they enclose.

import Foundation

/// The state of all pistons and of the hot spot, in vectors of eight directions.
///
/// Radii, then speeds, then swept masses per solid angle; the last vector holds the hot spot's
/// energy, its mass and its reactions so far.
struct ImplosionState {
  static let vectorCount = 3 * Directions.vectorCount + 1
  var vectors = [SIMD8<Double>](repeating: .zero, count: vectorCount)

  var energy: Double { vectors[Self.vectorCount - 1][0] }
  var hotMass: Double { vectors[Self.vectorCount - 1][1] }
  var burns: Double { vectors[Self.vectorCount - 1][2] }
}

/// One capsule that is driven inwards.
///
/// The shell ahead of a piston falls freely at `V_k` and is swept up by the outgoing shock:
/// `dμ/dt = (4/3) λ (V_k + U)⁺` until all of it is, and `μ dU/dt = R² P - (V_k + U)⁺ dμ/dt`. The hot
/// spot obeys `dE/dt = -P dV/dt + f Q_α - Q_b`; conducted heat returns with the mass it ablates.
///
/// ## References
///
/// - R. Betti et al., *Hot-spot dynamics and deceleration-phase Rayleigh-Taylor instability of
///   imploding inertial confinement fusion capsules*, Physics of Plasmas 9, 2277, 2002,
///   <https://doi.org/10.1063/1.1459458>.
/// - O. A. Hurricane et al., *An analytic asymmetric-piston model for the impact of mode-1 shell
///   asymmetry on ICF implosions*, Physics of Plasmas 27, 062704, 2020,
///   <https://doi.org/10.1063/5.0001335>.
struct Implosion {
  private typealias Constants = CapsuleConstants

  /// The free shell's velocity in each direction.
  let velocities: [SIMD8<Double>]
  let solidAngles: [SIMD8<Double>]
  /// The mass of the shell for each solid angle, and of each unit of radius.
  let shellMass: Double
  let sweeping: Double
  let rates: CapsuleRates
  let profile: TemperatureProfile

  init(_ parameters: CapsuleParameters) {
    let directions = Directions.standard
    let speed = parameters[.velocity] * 1e5
    velocities = directions.velocityChanges(parameters).map { speed * (1 + $0) }
    solidAngles = directions.solidAngles
    shellMass = Constants.shellMass / (4 * .pi)
    let thickness =
      Constants.shellThickness * pow(parameters[.adiabat], Constants.thicknessPower)
    sweeping = shellMass / thickness
    (rates, profile) = (CapsuleRates(parameters), .standard)
  }

  /// The state in which the model begins.
  var first: ImplosionState {
    var state = ImplosionState()
    let count = Directions.vectorCount
    for index in 0..<count {
      state.vectors[index] = SIMD8(repeating: Constants.firstRadius)
      state.vectors[count + index] = -velocities[index]
      state.vectors[2 * count + index] = SIMD8(repeating: Constants.firstSweptShare * shellMass)
    }
    state.vectors[3 * count][0] = Constants.firstHotSpotEnergy
    state.vectors[3 * count][1] = Constants.firstHotSpotMass
    return state
  }

  /// The hot spot that the pistons enclose.
  func hotSpot(in state: borrowing ImplosionState) -> HotSpot {
    var volumes = SIMD8<Double>.zero
    for index in 0..<Directions.vectorCount {
      let radius = state.vectors[index]
      volumes += solidAngles[index] * radius * radius * radius
    }
    return HotSpot(
      energy: state.energy, mass: state.hotMass, volume: volumes.sum() / 3, burns: state.burns,
      rates, profile)
  }

  /// The rate of change of a state, given its hot spot.
  func derivative(
    of state: borrowing ImplosionState, _ spot: HotSpot, into result: inout ImplosionState
  ) {
    let count = Directions.vectorCount
    let factor = sweeping * Constants.shockFactor
    var growth = SIMD8<Double>.zero
    for index in 0..<count {
      let (radius, speed) = (state.vectors[index], state.vectors[count + index])
      let mass = state.vectors[2 * count + index]
      let area = radius * radius
      let closing = velocities[index] + speed
      let positive = closing.replacing(with: 0, where: closing .< 0)
      let swept = (factor * positive).replacing(with: 0, where: mass .>= shellMass)
      result.vectors[index] = speed
      result.vectors[count + index] = (area * spot.pressure - positive * swept) / mass
      result.vectors[2 * count + index] = swept
      growth += solidAngles[index] * area * speed
    }
    let heating = spot.deposition * spot.alphaPower - spot.radiatedPower
    let ablated = (state.hotMass - Constants.firstHotSpotMass) / Constants.ablatableMass
    let enthalpy =
      rates.ablation * Constants.gas * spot.temperature / profile.meanInverse
    result.vectors[3 * count] = .zero
    result.vectors[3 * count][0] = -spot.pressure * growth.sum() + heating
    result.vectors[3 * count][1] = spot.conductedPower / enthalpy * max(0, 1 - ablated)
    result.vectors[3 * count][2] = spot.burnRate
  }

  /// The areal density of shell and hot spot, averaged over directions, in g/cm².
  func arealDensity(in state: borrowing ImplosionState, _ spot: HotSpot) -> Double {
    let count = Directions.vectorCount
    var sum = SIMD8<Double>.zero
    for index in 0..<count {
      let (radius, mass) = (state.vectors[index], state.vectors[2 * count + index])
      let left = shellMass - mass
      let ahead = left.replacing(with: 0, where: left .< 0) / sweeping + Constants.leastThickness
      let square = radius * radius + radius * ahead + ahead * ahead / 3
      sum += solidAngles[index] * shellMass / square
    }
    return sum.sum() / (4 * .pi) + spot.density * spot.radius
  }

  /// The kinetic energy of the shell, in erg.
  func kineticEnergy(in state: borrowing ImplosionState) -> Double {
    let count = Directions.vectorCount
    var sum = SIMD8<Double>.zero
    for index in 0..<count {
      let (speed, mass) = (state.vectors[count + index], state.vectors[2 * count + index])
      let swept = mass.replacing(with: shellMass, where: mass .> shellMass)
      let free = velocities[index]
      sum += solidAngles[index] * (swept * speed * speed + (shellMass - swept) * free * free)
    }
    return sum.sum() / 2
  }
}
