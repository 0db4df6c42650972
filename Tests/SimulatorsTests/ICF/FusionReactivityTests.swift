// The fusion reactivity against published values, and the profile's mean of it.

import Foundation
import NumericalMethods
import Testing

@testable import Simulators

struct FusionReactivityTests {
  @Test(arguments: [(1.0, 6.857e-21), (5.0, 1.366e-17), (10.0, 1.136e-16), (20.0, 4.330e-16)])
  func valuesAreThoseOfBoschAndHale(temperature: Double, expected: Double) {
    #expect(abs(fusionReactivity(temperature: temperature) - expected) < 5e-4 * expected)
  }

  @Test func tabulatedMeanIsTheMean() {
    let profile = TemperatureProfile.standard
    let rule = GaussLegendre(count: 10, from: 0, to: 1)
    for exponent in stride(from: -0.3, through: 2.2, by: 0.0371) {
      let temperature = pow(10, exponent)
      let mean = zip(rule.nodes, rule.weights).reduce(0) { sum, node in
        let share = pow(1 - 0.9 * node.0 * node.0, 0.4)
        return sum + 3 * node.0 * node.0 * node.1 / (share * share)
          * fusionReactivity(temperature: temperature * share)
      }
      let tabulated = profile.reactivity(temperature: temperature)
      // Where a node is held at 0.2 keV the mean has a kink.
      #expect(abs(tabulated - mean) < (temperature < 0.6 ? 1e-3 : 1e-8) * mean, "\(temperature)")
    }
  }

  @Test func depositionIsContinuousAndGrowsWithArealDensity() {
    let range = 0.025 * pow(5, 1.25) / (1 + 0.0082 * pow(5, 1.25))
    let shares = (1..<400).map {
      alphaDeposition(arealDensity: range * Double($0) / 100, temperature: 5)
    }
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 < $1 && $1 - $0 < 0.02 })
    #expect(shares.allSatisfy { (0...1).contains($0) })
  }
}
