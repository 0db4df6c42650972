// Fusion reactivity of deuterium and tritium: the fit of Bosch and Hale.

import Foundation

/// How often deuterium and tritium fuse: `⟨σv⟩` in cm³/s at an ion temperature in keV.
///
/// `⟨σv⟩ = c₁ θ √(ξ / (m c² T³)) e^{-3ξ}`, within 0.25% from 0.2 to 100 keV; colder gas counts as
/// 0.2 keV, where next to nothing burns.
///
/// ## References
///
/// - H.-S. Bosch, G. M. Hale, *Improved formulas for fusion cross-sections and thermal reactivities*,
///   Nuclear Fusion 32(4), 1992, <https://doi.org/10.1088/0029-5515/32/4/I07>.
public func fusionReactivity(temperature: Double) -> Double {
  let t = max(temperature, 0.2)
  let above = t * (1.513_61e-2 + t * (4.606_43e-3 - 1.0675e-4 * t))
  let below = 1 + t * (7.518_86e-2 + t * (1.35e-2 + 1.366e-5 * t))
  let theta = t / (1 - above / below)
  let xi = cbrt(34.3827 * 34.3827 / (4 * theta))
  return 1.173_02e-9 * theta * (xi / (1_124_656 * t * t * t)).squareRoot() * exp(-3 * xi)
}

/// The share of their energy that alpha particles leave in a sphere of areal density `ρR`, in g/cm².
///
/// Krokhin and Rozanov's formula with Atzeni's range `0.025 T^{5/4} / (1 + 0.0082 T^{5/4})` g/cm².
///
/// ## References
///
/// - O. N. Krokhin, V. B. Rozanov, *Escape of α-particles from a laser-pulse-initiated thermonuclear
///   reaction*, Soviet Journal of Quantum Electronics 2, 1973,
///   <https://doi.org/10.1070/QE1973v002n04ABEH004476>.
func alphaDeposition(arealDensity: Double, temperature: Double) -> Double {
  let power = temperature * temperature.squareRoot().squareRoot()
  let t = arealDensity * (1 + 0.0082 * power) / (0.025 * power)
  return t < 0.5 ? 1.5 * t - 0.8 * t * t : 1 - 1 / (4 * t) + 1 / (160 * t * t * t)
}
