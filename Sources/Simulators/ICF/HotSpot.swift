// HotSpot: the burning gas in the middle, at one pressure with a given temperature profile.

import Foundation

/// What the hot spot does at one moment.
struct HotSpot {
  let pressure: Double
  let density: Double
  /// The temperature in the middle.
  let temperature: Double
  /// The radius of a sphere of the same volume.
  let radius: Double
  let volume: Double
  /// Reactions a second.
  let burnRate: Double
  /// The share of the alpha particles' energy that stays.
  let deposition: Double
  /// Power of the alpha particles, of bremsstrahlung and of conduction, in erg/s.
  let alphaPower: Double
  let radiatedPower: Double
  let conductedPower: Double

  private typealias Constants = CapsuleConstants

  /// The hot spot of an energy, a mass and a volume, of which some reactions have burned a part.
  ///
  /// Isobaric: `P = E / (1.5 V)`, and `T₀ = P ⟨1/T⟩ / (C ρ)` with the profile's mean.
  init(
    energy: Double, mass: Double, volume: Double, burns: Double,
    _ parameters: borrowing CapsuleRates, _ profile: borrowing TemperatureProfile
  ) {
    let pressure = energy / (1.5 * volume)
    let density = mass / volume
    let temperature = pressure * profile.meanInverse / (Constants.gas * density)
    let unburned = max(0, 1 - 2 * Constants.ionMass * burns / mass)
    let radius = cbrt(3 * volume / (4 * .pi))
    // The density at temperature share s is that in the middle over s.
    let central = pressure / (Constants.gas * temperature)
    let ions = central / Constants.ionMass
    let reactivity = profile.reactivity(temperature: temperature)
    burnRate = unburned * unburned * ions * ions / 4 * reactivity * volume
    (self.pressure, self.density, self.temperature) = (pressure, density, temperature)
    (self.radius, self.volume) = (radius, volume)
    let stopped = alphaDeposition(
      arealDensity: density * radius, temperature: temperature * profile.mean)
    deposition = min(1, parameters.stopping * stopped)
    alphaPower = burnRate * Constants.alphaEnergy * Constants.electronvolts
    let root = temperature.squareRoot()
    radiatedPower =
      parameters.radiation * Constants.bremsstrahlung * central * central * root
      * profile.meanInverseThreeHalves * volume
    let spitzer = 3 * Constants.spitzer / Constants.coulombLogarithm
    conductedPower =
      parameters.conduction * spitzer * temperature * temperature * temperature * root
      / (radius * radius) * volume
  }

  /// The emission at a photon energy in keV: the volume integral of `ρ² T^{-1/2} e^{-energy/T}`.
  func emission(at energy: Double, _ profile: borrowing TemperatureProfile) -> Double {
    let central = pressure / (Constants.gas * temperature)
    var sum = 0.0
    for node in 0..<profile.shares.count {
      let local = temperature * profile.shares[node]
      let density = central / profile.shares[node]
      let weight = profile.volumes[node] * density * density
      sum += weight / local.squareRoot() * exp(-energy / local)
    }
    return sum * volume
  }
}

/// The multipliers of the rates.
struct CapsuleRates {
  let stopping: Double
  let radiation: Double
  let ablation: Double
  let conduction: Double

  init(_ parameters: CapsuleParameters) {
    (stopping, radiation) = (parameters[.stopping], parameters[.radiation])
    (ablation, conduction) = (parameters[.ablation], parameters[.conduction])
  }
}
