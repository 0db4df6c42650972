import Foundation
import NumericalMethods
import PointSets
import Testing

@testable import SampleDesigns

struct SpectralWeightTests {
  /// A function that changes four times as fast along the first axis as along the second:
  /// `|f^(m)|² = exp(-(m_1/8)² - (m_2/2)²)`.
  private func anisotropic() -> (modes: IntegerModes, power: [Double]) {
    var (components, power) = ([Int32](), [Double]())
    for first in 0...32 {
      for second in -8...8 where first > 0 || second > 0 {
        components += [Int32(first), Int32(second)]
        power.append(exp(-pow(Double(first) / 8, 2) - pow(Double(second) / 2, 2)))
      }
    }
    return (IntegerModes(components: components, dimension: 2), power)
  }

  /// The variance identity, `(1/N) Σ_m P(m) |f^(m)|²` over both of each pair.
  private func variance(_ points: PointSet, _ modes: IntegerModes, _ power: [Double]) -> Double {
    let (real, imaginary) = ModeSums(modes).sums(points.coordinates)
    let count = Double(points.count)
    return power.indices.reduce(0) {
      $0 + 2 * power[$1] * (real[$1] * real[$1] + imaginary[$1] * imaginary[$1]) / (count * count)
    }
  }

  private func points(_ weight: SpectralWeight, _ count: Int, _ seed: UInt64) throws -> PointSet {
    var design = SpectralDesign()
    design.weight = weight
    var generator = SeededGenerator(seed: seed)
    return try design.points(count, dimension: 2, using: &generator)
  }

  @Test func knowingTheSpectrumLowersTheVarianceOfItsFunction() throws {
    let (modes, power) = anisotropic()
    for seed in 1...3 {
      let flat = variance(try points(.flat(), 100, UInt64(seed)), modes, power)
      let aware = variance(
        try points(.function(modes: modes, power: power), 100, UInt64(seed)), modes, power)
      let random = 2 * power.reduce(0, +) / 100
      #expect(aware < 0.1 * flat && flat < random)
    }
  }

  @Test func aPilotStudyOfAFunctionOfFewFrequenciesLowersItsVariance() throws {
    // f = Σ_m 2 |f^(m)| cos(2π m·x + φ_m), seen at 400 random points; most of its power lies on
    // the first axis, up to twice the frequency that a flat weight empties.
    let (modes, all) = anisotropic()
    let power = all.indices.map { modes[$0, 1] == 0 ? all[$0] : 0.01 * all[$0] }
    var generator = SeededGenerator(seed: 11)
    let phases = power.map { _ in 2 * Double.pi * generator.uniform() }
    let pilot = try RandomDesign().points(400, dimension: 2, using: &generator)
    let values = (0..<400).map { point in
      power.indices.reduce(0.0) { sum, mode in
        let turns =
          Double(modes[mode, 0]) * pilot[point, 0] + Double(modes[mode, 1]) * pilot[point, 1]
        return sum + 2 * power[mode].squareRoot() * cos(2 * .pi * turns + phases[mode])
      }
    }
    let flat = variance(try points(.flat(), 100, 1), modes, power)
    let aware = variance(try points(.pilot(points: pilot, values: values), 100, 1), modes, power)
    #expect(aware < 0.6 * flat)
  }

  @Test func theEstimateOfAPilotStudyIsUnbiased() throws {
    // 3 cos(2π (2x + y)) has |f^(±(2, 1))|² = 9/4 and a variance of 9/2.
    let target: [Int32] = [2, 1]
    var estimates: [Double] = []
    for seed in 0..<200 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let points = try RandomDesign().points(100, dimension: 2, using: &generator)
      let values = (0..<100).map { 3 * cos(2 * .pi * (2 * points[$0, 0] + points[$0, 1])) + 50 }
      let pilot = try PilotSpectrum(points: points, values: values, radius: 3, design: "test")
      let index = (0..<pilot.modes.count).first { Array(pilot.modes[$0]) == target }
      estimates.append(pilot.power[try #require(index)])
    }
    let mean = estimates.reduce(0, +) / 200
    let spread = (estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 199).squareRoot()
    // Centring by the mean of the same runs costs a share 1/n.
    #expect(abs(mean - 2.25) < 4 * spread / 200.0.squareRoot() + 2.25 / 100)
  }

  @Test func harmonicsOfTheAxesBeyondTheBallAreSeen() throws {
    var generator = SeededGenerator(seed: 1)
    let points = try RandomDesign().points(300, dimension: 3, using: &generator)
    let values = (0..<300).map { sin(2 * .pi * 20 * points[$0, 1]) }
    let pilot = try PilotSpectrum(points: points, values: values, radius: 2, design: "test")
    let best = pilot.power.indices.max { pilot.power[$0] < pilot.power[$1] } ?? 0
    #expect(Array(pilot.modes[best]) == [0, 20, 0])
    #expect(pilot.rest < 0.5 * 0.5)
  }

  @Test func steeperWeightsEmptyTheLowestFrequenciesMore() throws {
    let modes = try IntegerModes(ball: 2, dimension: 2)
    let power = [Double](repeating: 1, count: modes.count)
    let flat = variance(try points(.flat(cutoff: 10), 60, 1), modes, power)
    let steep = variance(try points(.power(exponent: 3, cutoff: 10), 60, 1), modes, power)
    #expect(steep < 0.01 * flat)
  }

  @Test func nonsenseIsRefused() throws {
    let (modes, power) = anisotropic()
    let some = PointSet(coordinates: [0.1, 0.2, 0.3, 0.4], dimension: 2)
    for weight: SpectralWeight in [
      .power(exponent: .nan), .power(exponent: -1),
      .function(modes: modes, power: [1]),
      .function(modes: modes, power: power.map { _ in 0 }),
      .function(modes: modes, power: power.map { -$0 }),
      .pilot(points: some, values: [1, 2]),
      .pilot(points: PointSet(dimension: 3), values: []),
    ] {
      #expect(throws: DesignError.self) { try points(weight, 10, 1) }
    }
    var generator = SeededGenerator(seed: 1)
    let pilot = try RandomDesign().points(20, dimension: 2, using: &generator)
    #expect(throws: DesignError.self) {
      try points(.pilot(points: pilot, values: [Double](repeating: 4, count: 20)), 10, 1)
    }
  }
}
