// The test functions against reference values, known minima and plain sampling.

import Domains
import Foundation
import NumericalMethods
import Simulators
import Testing
import _GoldenTestSupport

private struct Reference: Decodable, Sendable {
  let d: Int
  let lo: [Double]
  let hi: [Double]
  let u: [[Double]]
  let y: [Double]
  let mean: Double
  let std: Double

  static func all() throws -> [String: Reference] {
    let path = SharedFolder.path + "/golden/design/functions.json"
    return try JSONDecoder().decode(
      [String: Reference].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }
}

struct TestFunctionTests {
  @Test(.enabled(if: SharedFolder.exists))
  func everyReferenceFunctionIsInTheCatalog() throws {
    #expect(Set(try Reference.all().keys) == Set(TestFunctionCatalog.all.map(\.name)))
  }

  @Test(.enabled(if: SharedFolder.exists), arguments: TestFunctionCatalog.all.map(\.name))
  func valuesMatchTheReference(name: String) throws {
    let function = try #require(TestFunctionCatalog.function(named: name))
    let reference = try #require(try Reference.all()[name])
    #expect(function.domain.dimension == reference.d)
    #expect(function.domain.physical([Double](repeating: 0, count: reference.d)) == reference.lo)
    #expect(function.domain.physical([Double](repeating: 1, count: reference.d)) == reference.hi)
    for (unit, expected) in zip(reference.u, reference.y) {
      let value = try function.run(function.domain.physical(unit))[0]
      // The last term: a root of zero is off by rounding of the largest terms.
      #expect(abs(value - expected) <= 1e-10 * abs(expected) + 1e-14, "\(name) at \(unit)")
    }
  }

  @Test(.enabled(if: SharedFolder.exists), arguments: TestFunctionCatalog.all.map(\.name))
  func momentsMatchTheReference(name: String) throws {
    let function = try #require(TestFunctionCatalog.function(named: name))
    let reference = try #require(try Reference.all()[name])
    var generator = SeededGenerator(seed: 5)
    let values = (0..<20_000).map { _ in
      function(function.domain.physical((0..<reference.d).map { _ in generator.uniform() }))
    }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.map { ($0 - mean) * ($0 - mean) }
    let variance = squares.reduce(0, +) / count
    let fourth = squares.reduce(0) { $0 + $1 * $1 } / count
    #expect(abs(mean - reference.mean) < 4.5 * (variance / count).squareRoot())
    let error = ((fourth - variance * variance) / count).squareRoot()
    #expect(abs(variance - reference.std * reference.std) < 4.5 * error)
  }

  @Test(
    arguments: [
      ("ackley", 0), ("ackley_small", 0), ("griewank", 0), ("rastrigin", 0), ("rosenbrock", 0),
      ("alpine1", 0), ("levy", 0), ("zakharov", 0), ("dixon_price", 0), ("morokoff_caflisch", 0),
      ("branin", 0.397887), ("camel6", -1.03163), ("hartmann3", -3.86278), ("hartmann6", -3.32237),
      // Four times the published minimum in one dimension.
      ("styblinski_tang", 4 * -39.166166), ("michalewicz", -3.69886),
      // -1 - π⁴ / 10.
      ("ishigami", -1 - 9.740909),
    ] as [(String, Double)])
  func leastValueIsTheKnownOne(name: String, least: Double) throws {
    let function = try #require(TestFunctionCatalog.function(named: name))
    let minimum = try #require(function.minimum)
    #expect(abs(minimum - least) < 6e-6)
  }

  @Test(arguments: TestFunctionCatalog.all.filter { $0.minimizer != nil }.map(\.name))
  func noPointIsBelowTheMinimum(name: String) throws {
    let function = try #require(TestFunctionCatalog.function(named: name))
    let (minimizer, minimum) = (
      try #require(function.minimizer), try #require(function.minimum)
    )
    var generator = SeededGenerator(seed: 1)
    for round in 0..<2000 {
      // Half of the points lie close to the minimizer.
      let unit = function.domain.unit(minimizer).map { center in
        let drawn = generator.uniform()
        return round.isMultiple(of: 2) ? drawn : min(1, max(0, center + 1e-3 * (drawn - 0.5)))
      }
      #expect(function(function.domain.physical(unit)) >= minimum - 1e-9)
    }
  }

  @Test func ishigamiHasItsKnownMoments() throws {
    let function = try #require(TestFunctionCatalog.function(named: "ishigami"))
    let rule = GaussLegendre(count: 24, from: -.pi, to: .pi)
    var (mean, square) = (0.0, 0.0)
    for (i, a) in rule.nodes.enumerated() {
      for (j, b) in rule.nodes.enumerated() {
        for (k, c) in rule.nodes.enumerated() {
          let weight = rule.weights[i] * rule.weights[j] * rule.weights[k] / pow(2 * .pi, 3)
          let value = function([a, b, c])
          mean += weight * value
          square += weight * value * value
        }
      }
    }
    #expect(abs(mean - 3.5) < 1e-10)
    #expect(abs(square - mean * mean - 13.8446) < 1e-4)
  }

  @Test func wrongInputsAreRefusedByName() throws {
    let function = try #require(TestFunctionCatalog.function(named: "borehole"))
    #expect(throws: SimulatorError.inputCount(simulator: "borehole", given: 2, expected: 8)) {
      try function.run([1, 2])
    }
    #expect(throws: SimulatorError.notFinite(simulator: "borehole", variable: "rw")) {
      try function.run([.nan] + [Double](repeating: 1, count: 7))
    }
    // A radius of zero has no logarithm.
    #expect(throws: SimulatorError.self) { try function.run([0, 0, 0, 0, 0, 0, 0, 0]) }
  }
}
