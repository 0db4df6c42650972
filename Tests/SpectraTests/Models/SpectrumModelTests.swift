import Foundation
import NumericalMethods
import PointSets
import Spectra
import Testing

struct SpectrumModelTests {
  /// `|Σ exp(-2πi m·x)|² / N`.
  static func periodogram(_ points: PointSet, _ mode: [Int]) -> Double {
    var (cosines, sines) = (0.0, 0.0)
    for point in 0..<points.count {
      let turns = zip(points[point], mode).reduce(0.0) { $0 + $1.0 * Double($1.1) }
      let phase = 2 * Double.pi * turns
      cosines += cos(phase)
      sines += sin(phase)
    }
    return (cosines * cosines + sines * sines) / Double(points.count)
  }

  @Test func gridPowerIsThatOfAGrid() {
    let rows = (0..<16).map { (point: Int) -> [Double] in
      let (column, row) = (Double(point % 4), Double(point / 4))
      return [column / 4 + 0.1, row / 4 + 0.07]
    }
    let points = PointSet(rows: rows, dimension: 2)
    let model = GridModel(side: 4, dimension: 2)
    for mode in [[1, 0], [4, 0], [4, 8], [3, 4], [2, 2], [-4, 4]] {
      #expect(abs(model.power(mode) - Self.periodogram(points, mode)) < 1e-10)
    }
  }

  @Test func latticePowerIsThatOfALattice() {
    let model = LatticeModel(count: 13, generatingVector: [1, 5])
    let rows = (0..<13).map { (point: Int) -> [Double] in
      [Double(point) / 13, Double(point * 5 % 13) / 13]
    }
    let points = PointSet(rows: rows, dimension: 2)
    for first in -7...7 {
      for second in -7...7 where first != 0 || second != 0 {
        let mode = [first, second]
        #expect(abs(model.power(mode) - Self.periodogram(points, mode)) < 1e-9)
      }
    }
  }

  @Test(arguments: [2, 3, 5]) func jitterAndLatinPowerAreTheMeansOverPointSets(_ dimension: Int) {
    let side = dimension == 5 ? 2 : 4
    let count = (0..<dimension).reduce(1) { product, _ in product * side }
    let models: [any SpectrumModel] = [
      JitteredModel(count: count, dimension: dimension),
      LatinHypercubeModel(count: count, dimension: dimension),
    ]
    var modes = [
      [1, 0, 0, 0, 0], [0, 3, 0, 0, 0], [1, 1, 0, 0, 0], [2, -1, 1, 0, 0], [1, 1, 1, 1, 2],
    ]
    modes = modes.filter { $0.dropFirst(dimension).allSatisfy { $0 == 0 } }
      .map { Array($0.prefix(dimension)) }
    let repeats = 1500
    for (index, model) in models.enumerated() {
      var generator = SeededGenerator(seed: 5)
      var (sums, squares) = (modes.map { _ in 0.0 }, modes.map { _ in 0.0 })
      for _ in 0..<repeats {
        let points =
          index == 0
          ? DesignSketches.jittered(side, dimension, &generator)
          : DesignSketches.latin(count, dimension, &generator)
        for (place, mode) in modes.enumerated() {
          let power = Self.periodogram(points, mode)
          sums[place] += power
          squares[place] += power * power
        }
      }
      for (place, mode) in modes.enumerated() {
        let mean = sums[place] / Double(repeats)
        let variance = squares[place] / Double(repeats) - mean * mean
        let error = (variance / Double(repeats)).squareRoot()
        #expect(abs(mean - model.power(mode)) < 4 * error, "\(type(of: model)) at \(mode)")
      }
    }
  }

  @Test func axesOfLatinDesignsAreThoseOfTheFullFormula() {
    let latin = LatinHypercubeModel(count: 16, dimension: 3)
    for frequency in 1...40 {
      let power = StratifiedAxes(count: 16).power(frequency)
      #expect(abs(latin.power([0, frequency, 0]) - power) < 1e-12)
    }
  }

  @Test func shellPowersAreSumsOverTheVectorsOfEachShell() {
    let models: [any ShellSpectrum] = [
      JitteredModel(count: 40, dimension: 3), LatinHypercubeModel(count: 10, dimension: 3),
      GridModel(side: 2, dimension: 3), StepPairCorrelationModel(count: 50, dimension: 3),
    ]
    for model in models {
      var sums = [Double](repeating: 0, count: 13)
      for x in -3...3 {
        for y in -3...3 {
          for z in -3...3 where (1...12).contains(x * x + y * y + z * z) {
            sums[x * x + y * y + z * z] += model.power([x, y, z])
          }
        }
      }
      for (fast, slow) in zip(model.shellPowers(upTo: 12), sums) {
        #expect(abs(fast - slow) < 1e-9, "\(type(of: model))")
      }
    }
  }

  @Test func jitterRisesAsTheSquareOfTheFrequency() {
    let model = JitteredModel(count: 1_000_000, dimension: 2)
    let expected = Double.pi * .pi / 3 * 25 / 1_000_000
    #expect(abs(model.power([3, 4]) / expected - 1) < 1e-4)
  }

  @Test func stealthyDesignsSilenceWholeShellsWithinTheirBudget() {
    // 0.4 · 2 · 35 = 28 pairs: shells 1, 2, 4, 5, 8, 9, 10, 13 hold 2, 2, 2, 4, 2, 2, 4, 4 = 22,
    // 16 holds 2 more, 17 four more: 28.
    let model = StealthyModel(count: 36, dimension: 2)
    #expect(abs(model.cutoff - 17.0.squareRoot()) < 1e-12)
    #expect(model.power([4, 1]) == 0 && model.power([3, 3]) > 0)
    #expect(StealthyModel.smallestCount(silencing: 28, dimension: 2) == 36)
  }

  @Test func poissonDiskKeepsAFloorAndPeaksNearTheInverseDistance() {
    for dimension in 2...5 {
      let model = PoissonDiskModel(count: 1000, dimension: dimension)
      #expect((0.04...0.08).contains(model.power(frequency: 0.2 / model.radius)))
      #expect(model.power(frequency: 1.1 / model.radius) > 1.1)
      #expect(model.power(frequency: 5 / model.radius) == 1)
    }
  }
}

/// Point sets by the shortest code that makes them.
enum DesignSketches {
  static func jittered(
    _ side: Int, _ dimension: Int, _ generator: inout SeededGenerator
  ) -> PointSet {
    var coordinates: [Double] = []
    let count = (0..<dimension).reduce(1) { product, _ in product * side }
    for cell in 0..<count {
      var rest = cell
      for _ in 0..<dimension {
        coordinates.append((Double(rest % side) + generator.uniform()) / Double(side))
        rest /= side
      }
    }
    return PointSet(coordinates: coordinates, dimension: dimension)
  }

  static func latin(
    _ count: Int, _ dimension: Int, _ generator: inout SeededGenerator
  ) -> PointSet {
    let columns = (0..<dimension).map { _ in
      generator.permutation(count).map { (Double($0) + generator.uniform()) / Double(count) }
    }
    return PointSet(rows: (0..<count).map { row in columns.map { $0[row] } }, dimension: dimension)
  }
}
