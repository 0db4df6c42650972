// The capsule model against its reference runs, its symmetries and its limits.

import Domains
import Foundation
import NumericalMethods
import Testing
import _GoldenTestSupport

@testable import Simulators

private struct Reference: Decodable {
  struct Case: Decodable {
    let params: [String: Double]
    let outputs: [String: Double]
  }
  let cases: [Case]

  /// The reference's names of the outputs.
  static let names = [
    "yield": "Yn", "neutron_energy": "Ye_kJ", "xray_yield": "Yx", "bang_time": "BTn",
    "xray_bang_time": "BTx", "burn_width": "BWn_ps", "xray_width": "BWx_ps",
    "min_radius_time": "tMINradius", "burn_temperature": "BAt", "max_temperature": "MAXt",
    "max_central_temperature": "T0max", "burn_pressure": "BApressure_Gbar",
    "max_pressure": "MAXpressure_Gbar", "min_radius": "MINradius_um",
    "areal_density": "rhoR_bang", "hot_spot_density": "rho_hs", "hot_spot_mass": "Mhs_ug",
    "alpha_deposition": "falpha", "residual_kinetic_energy": "RKE_frac",
    "alpha_to_radiation": "Qa_over_Qb", "alpha_energy": "Ealpha_kJ",
  ]
}

struct CapsuleSimulatorTests {
  /// A capsule of which everything can be varied.
  private let capsule = CapsuleSimulator(
    "all", "", varying: CapsuleInput.allCases.map { ($0, $0.range) })

  private func outputs(_ changes: [String: Double]) throws -> [String: Double] {
    let inputs = CapsuleInput.allCases.map { changes[$0.rawValue] ?? $0.nominal }
    let values = try capsule.run(inputs)
    return Dictionary(uniqueKeysWithValues: zip(capsule.outputs.map(\.name), values))
  }

  @Test(.enabled(if: SharedFolder.exists), arguments: 0..<12)
  func everyOutputMatchesTheReference(number: Int) throws {
    let path = SharedFolder.path + "/golden/design/icf_golden.json"
    let reference = try JSONDecoder().decode(
      Reference.self, from: Data(contentsOf: URL(fileURLWithPath: path))
    ).cases[number]
    let values = try outputs(reference.params)
    for (name, other) in Reference.names {
      let (value, expected) = (try #require(values[name]), try #require(reference.outputs[other]))
      #expect(abs(value - expected) <= 0.01 * abs(expected), "\(name) \(value) \(expected)")
    }
    let (decimal, yield) = (try #require(values["log10_yield"]), try #require(values["yield"]))
    #expect(abs(decimal - log10(yield)) < 1e-12)
  }

  @Test func mirroredShapesGiveTheSameRun() throws {
    let shapes: [[String: Double]] = [["a10": 0.2], ["a21": 0.2], ["a43": 0.2]]
    for shape in shapes {
      let (one, other) = (try outputs(shape), try outputs(shape.mapValues { -$0 }))
      for (name, value) in one {
        #expect(abs(value - (other[name] ?? .nan)) <= 1e-6 * abs(value), "\(name) of \(shape)")
      }
    }
  }

  @Test func aQuarterOfTheTimeStepChangesLittle() throws {
    let plain = try capsule.run(CapsuleParameters(), timeStep: 1e-12).values
    let fine = try capsule.run(CapsuleParameters(), timeStep: 0.25e-12).values
    let names = capsule.outputs.map(\.name)
    // The rates have kinks, so convergence is slow: the yield moves by 1.3%, which the nominal
    // step of the reference includes. The kinetic energy is of single moments near standstill.
    for (index, name) in names.enumerated() where name != "residual_kinetic_energy" {
      #expect(abs(plain[index] - fine[index]) < 0.02 * abs(fine[index]), "\(name)")
    }
  }

  @Test func fasterAndRounderShellsYieldMore() throws {
    let speeds = try [330.0, 340, 350, 360].map { try outputs(["V": $0])["yield"] ?? 0 }
    #expect(zip(speeds, speeds.dropFirst()).allSatisfy { $0 < $1 })
    let shapes = try [0.0, 0.1, 0.2, 0.3].map { try outputs(["a10": $0])["yield"] ?? 0 }
    #expect(zip(shapes, shapes.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test func everyCornerAndRandomPointGivesNumbersOrAnError() throws {
    var generator = SeededGenerator(seed: 4)
    var failures = 0
    for round in 0..<300 {
      let inputs = CapsuleInput.allCases.map { input in
        let share = generator.uniform()
        let place = round < 150 ? share.rounded() : share
        return input.range.lowerBound + place * (input.range.upperBound - input.range.lowerBound)
      }
      do {
        #expect(try capsule.run(inputs).allSatisfy(\.isFinite))
      } catch {
        failures += 1
      }
    }
    #expect(failures < 60)
  }

  @Test(arguments: CapsuleSimulator.all.map(\.name))
  func noPointOfAReadyDomainFails(name: String) throws {
    let capsule = try #require(CapsuleSimulator.all.first { $0.name == name })
    var generator = SeededGenerator(seed: 7)
    for round in 0..<100 {
      let unit = (0..<5).map { _ in
        let share = generator.uniform()
        return round < 40 ? share.rounded() : share
      }
      let values = try capsule.run(capsule.domain.physical(unit))
      #expect(values.count == capsule.outputs.count)
    }
  }

  @Test func outsideItsRangeTheVariableIsNamed() {
    let capsule = CapsuleSimulator.smooth
    #expect(
      throws: SimulatorError.outOfRange(
        simulator: "icf", variable: "alpha", value: 0.2, range: 1...4)
    ) { try capsule.run([350, 0.2, 0, 0, 0]) }
    #expect(throws: SimulatorError.notFinite(simulator: "icf", variable: "a21")) {
      try capsule.run([350, 1.6, 0, .nan, 0])
    }
    #expect(throws: SimulatorError.inputCount(simulator: "icf", given: 1, expected: 5)) {
      try capsule.run([350])
    }
  }

  @Test func aRunTakesAboutAMillisecond() throws {
    let clock = ContinuousClock()
    let inputs = [350, 1.6, 0.1, 0.1, 0.1]
    let times = try (0..<20).map { _ in
      try clock.measure { _ = try CapsuleSimulator.smooth.run(inputs) }
    }
    let best = try #require(times.min())
    print("one run: \(best)")
    #expect(best < .milliseconds(10))
  }
}
