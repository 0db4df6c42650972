import Foundation
import NumericalMethods
import SampleDesigns
import Testing
import _GoldenTestSupport

/// The formulas that the tests of designs compare with, against figures worked out elsewhere.
@Suite(.enabled(if: SharedFolder.exists, "the folder of references is not here"))
struct ClosedFormSpectraTests {
  @Test func jitteredPowerIsTheReference() throws {
    for (frequency, value) in try reference("jitter_psd_d2_n8") {
      #expect(abs(jitteredPower(frequency, side: 8) - value) < 1e-12)
    }
  }

  @Test func latinPowerIsTheReference() throws {
    for (frequency, value) in try reference("lhs_psd_N64") {
      #expect(abs(latinPower(frequency, count: 64) - value) < 1e-12)
    }
  }

  /// A table of `theory.json` whose keys are frequencies such as `1,2`.
  private func reference(_ table: String) throws -> [([Int], Double)] {
    let path = "\(SharedFolder.path)/golden/design/theory.json"
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path)))
    let values = try #require((json as? [String: Any])?[table] as? [String: Double])
    #expect(values.count == 24)
    return values.map { key, value in (key.split(separator: ",").compactMap { Int($0) }, value) }
  }
}

struct PeriodogramTests {
  @Test func powersAreThoseOfTheDefinition() throws {
    var generator = SeededGenerator(seed: 50)
    let points = try RandomDesign().points(20, dimension: 3, using: &generator)
    let frequencies = halfSpace(3, limit: 3)
    for (frequency, value) in zip(frequencies, powers(points, at: frequencies)) {
      #expect(abs(power(points, at: frequency) - value) < 1e-10)
    }
  }
}
