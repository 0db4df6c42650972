// The outputs of the capsule model: yields, times, widths, temperatures, pressures, shapes.

import Foundation

/// A quantity that the capsule model gives.
struct CapsuleOutput: Sendable {
  let description: SimulatorOutput
  let value: @Sendable (borrowing CapsuleSummary) -> Double

  init(
    _ name: String, _ unit: String, _ summary: String,
    _ value: @escaping @Sendable (borrowing CapsuleSummary) -> Double
  ) {
    (description, self.value) = (SimulatorOutput(name, unit: unit, summary: summary), value)
  }

  static let all = yields + times + hotSpot + balance

  private static let yields = [
    CapsuleOutput("log10_yield", "", "decimal logarithm of the neutron yield") {
      log10($0.yield)
    },
    CapsuleOutput("yield", "", "neutrons") { $0.yield },
    CapsuleOutput("neutron_energy", "kJ", "energy of the neutrons") {
      $0.yield * CapsuleConstants.neutronEnergy * CapsuleConstants.electronvolts * 1e-10
    },
    CapsuleOutput("xray_yield", "", "emission at 12 keV, time integrated, arbitrary units") {
      $0.integral(\.emission)
    },
  ]

  private static let times = [
    CapsuleOutput("bang_time", "ns", "when the burn is fastest") {
      $0.moments[$0.burnPeak].time * 1e9
    },
    CapsuleOutput("xray_bang_time", "ns", "when 12 keV emission is strongest") {
      $0.moments[$0.emissionPeak].time * 1e9
    },
    CapsuleOutput("burn_width", "ps", "full width at half of the fastest burn") {
      $0.width(\.spot.burnRate) * 1e12
    },
    CapsuleOutput("xray_width", "ps", "full width at half of the strongest emission") {
      $0.width(\.emission) * 1e12
    },
    CapsuleOutput("min_radius_time", "ns", "when the hot spot is smallest") {
      $0.moments[$0.smallest].time * 1e9
    },
  ]

  private static let hotSpot = [
    CapsuleOutput("burn_temperature", "keV", "temperature, averaged over volume and burn") {
      summary in
      summary.burnAverage { $0.spot.temperature } * TemperatureProfile.standard.mean
    },
    CapsuleOutput("max_temperature", "keV", "largest volume-averaged temperature") {
      $0.largest { $0.spot.temperature } * TemperatureProfile.standard.mean
    },
    CapsuleOutput("max_central_temperature", "keV", "largest temperature in the middle") {
      $0.largest { $0.spot.temperature }
    },
    CapsuleOutput("burn_pressure", "Gbar", "pressure, averaged over the burn") {
      $0.burnAverage { $0.spot.pressure } * 1e-15
    },
    CapsuleOutput("max_pressure", "Gbar", "largest pressure") {
      $0.largest { $0.spot.pressure } * 1e-15
    },
    CapsuleOutput("min_radius", "µm", "smallest radius of a sphere of the hot spot's volume") {
      $0.moments[$0.smallest].spot.radius * 1e4
    },
    CapsuleOutput("areal_density", "g/cm²", "areal density of shell and hot spot at bang time") {
      $0.moments[$0.burnPeak].arealDensity
    },
    CapsuleOutput("hot_spot_density", "g/cm³", "mean density of the hot spot at bang time") {
      $0.moments[$0.burnPeak].spot.density
    },
    CapsuleOutput("hot_spot_mass", "µg", "mass of the hot spot at bang time") {
      $0.moments[$0.burnPeak].hotMass * 1e6
    },
  ]

  private static let balance = [
    CapsuleOutput("alpha_deposition", "", "share of alpha energy that stays, at bang time") {
      $0.moments[$0.burnPeak].spot.deposition
    },
    CapsuleOutput("residual_kinetic_energy", "", "share of the shell's energy left in motion") {
      $0.moments[$0.smallest].kineticEnergy / $0.firstKineticEnergy
    },
    CapsuleOutput("alpha_to_radiation", "", "alpha power over bremsstrahlung, at bang time") {
      $0.moments[$0.burnPeak].spot.alphaPower / $0.moments[$0.burnPeak].spot.radiatedPower
    },
    CapsuleOutput("alpha_energy", "kJ", "energy that alpha particles left in the hot spot") {
      $0.integral { $0.spot.deposition * $0.spot.alphaPower } * 1e-10
    },
  ]
}
