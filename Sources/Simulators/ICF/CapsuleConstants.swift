// The constants of the capsule model, in centimetres, grams, seconds, erg and keV.

/// What the capsule is made of, and the constants of nature.
enum CapsuleConstants {
  /// One keV in erg.
  static let electronvolts = 1.602_176_634e-9
  static let protonMass = 1.672_621_92e-24
  /// The mean mass of an ion of equal parts of deuterium and tritium.
  static let ionMass = 2.5 * protonMass
  /// `P = gas ρ T` for ions and electrons of one temperature.
  static let gas = 2 * electronvolts / ionMass
  /// The energies of a fusion reaction's alpha particle and neutron, in keV.
  static let alphaEnergy = 3.52e3
  static let neutronEnergy = 14.07e3

  static let shellMass = 100e-6
  static let firstHotSpotMass = 3e-6
  static let firstHotSpotEnergy = 0.15e10
  static let firstRadius = 200e-4
  /// Where the clock starts: the shell would have needed this way at its velocity.
  static let referenceRadius = 0.1
  /// The thickness of the shell at an adiabat of 1.
  static let shellThickness = 35e-4
  static let thicknessPower = 0.6
  /// The share of the shell that the first shock has swept before the model begins.
  static let firstSweptShare = 0.03
  /// The compression of a shocked shell, as a factor of the sweeping rate.
  static let shockFactor = 4.0 / 3
  /// The change of velocity at the largest value of a mode of weight 1.
  static let shapeFactor = 0.15
  static let coulombLogarithm = 6.0
  static let bremsstrahlung = 3.05e23
  static let spitzer = 9.5e19
  /// What conduction can ablate of the shell.
  static let ablatableMass = 0.6 * shellMass
  /// The least radius that a direction may reach.
  static let leastRadius = 2e-4
  /// The thickness that a fully swept shell keeps.
  static let leastThickness = 8e-4

  static let timeStep = 1e-12
  static let longestTime = 1.6e-9
}
