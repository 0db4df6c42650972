import Foundation
import NumericalMethods
import Spectra
import Testing

struct SetCovarianceTests {
  @Test(.enabled(if: Golden.exists)) func cubesAgreeWithTheReferences() throws {
    let golden = try Golden.theory().setCovariance
    for (dimension, values) in golden {
      let covariance = SetCovariance(cube: try #require(Int(dimension.dropFirst())))
      for (radius, expected) in values {
        #expect(abs(covariance(try #require(Double(radius))) - expected) < 1e-13)
      }
    }
  }

  @Test func lowDimensionsFollowTheirTextbookForms() {
    for r in [0, 0.2, 0.7, 1] {
      #expect(abs(SetCovariance(cube: 1)(r) - (1 - r)) < 1e-15)
      #expect(abs(SetCovariance(cube: 2)(r) - (1 - 4 * r / .pi + r * r / .pi)) < 1e-15)
      let cube = 1 - 1.5 * r + 2 * r * r / .pi - r * r * r / (4 * .pi)
      #expect(abs(SetCovariance(cube: 3)(r) - cube) < 1e-15)
    }
  }

  @Test func unequalSidesAgreeWithAnAverageOverDirections() {
    let sides = [0.7, 1.5, 1.1]
    let covariance = SetCovariance(sides: sides)
    var generator = SeededGenerator(seed: 3)
    let radius = 0.6
    var values: [Double] = []
    for _ in 0..<200_000 {
      // A direction evenly on the sphere: height and azimuth.
      let (z, turn) = (2 * generator.uniform() - 1, 2 * Double.pi * generator.uniform())
      let rest = (1 - z * z).squareRoot()
      let direction = [z, rest * cos(turn), rest * sin(turn)]
      values.append(
        zip(sides, direction).reduce(1) { $0 * ($1.0 - radius * abs($1.1)) / $1.0 })
    }
    let mean = values.reduce(0, +) / 2e5
    let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2e5).squareRoot()
    #expect(abs(covariance(radius) - mean) < 4.5 * spread / 2e5.squareRoot())
  }

  @Test(arguments: [1, 2, 3, 7]) func shellsAreTheIntegralOfSurfaceAndCovariance(_ dimension: Int) {
    let covariance = SetCovariance(cube: dimension)
    let rule = GaussLegendre(count: 20, from: 0.3, to: 0.8)
    let degree = Double(dimension)
    let integral = zip(rule.nodes, rule.weights).reduce(0) { sum, entry in
      let surface = degree * unitBallVolume(dimension) * pow(entry.0, degree - 1)
      return sum + entry.1 * surface * covariance(entry.0)
    }
    #expect(abs(covariance.shellVolume(from: 0.3, to: 0.8) - integral) < 1e-13)
  }
}
