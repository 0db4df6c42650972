import Foundation
import NumericalMethods
import PointSets
import SamplePlanning
import Spectra
import Testing

struct GapPredictionTests {
  /// A trigonometric polynomial with a few waves, among them one along an axis.
  struct Polynomial {
    let modes: [[Int]]
    let amplitudes: [Double]

    init(dimension: Int) {
      let full = [
        [1, 0, 0, 0, 0], [1, 1, 0, 0, 0], [0, 2, 0, 0, 0], [-2, 1, 0, 0, 0], [4, 0, 0, 0, 0],
      ]
      modes = full.map { Array($0.prefix(dimension)) }
      amplitudes = [1, 0.7, -0.5, 0.9, 0.4]
    }

    func callAsFunction(_ point: some Sequence<Double>) -> Double {
      let point = Array(point)
      return zip(modes, amplitudes).reduce(0.0) { sum, wave in
        let turns = zip(wave.0, point).reduce(0.0) { $0 + Double($1.0) * $1.1 }
        return sum + wave.1 * cos(2 * .pi * turns + 0.3)
      }
    }

    /// `a² / 4` at each of `±m`.
    var spectrum: FunctionSpectrum {
      let components = modes.flatMap { $0.map { Int32($0) } }
      return FunctionSpectrum(
        modes: IntegerModes(components: components, dimension: modes[0].count),
        powers: amplitudes.map { $0 * $0 / 4 })
    }
  }

  /// The mean square of the mean over shifted point sets, its standard error, and their powers.
  func experiment(
    _ polynomial: Polynomial, repeats: Int, _ make: (inout SeededGenerator) -> PointSet
  ) -> (mean: Double, error: Double) {
    var generator = SeededGenerator(seed: 11)
    let squares = (0..<repeats).map { _ in
      let points = make(&generator)
      let shift = (0..<points.dimension).map { _ in generator.uniform() }
      let sum = (0..<points.count).reduce(0.0) { sum, point in
        sum + polynomial(zip(points[point], shift).map { $0 + $1 })
      }
      return (sum / Double(points.count)) * (sum / Double(points.count))
    }
    let mean = squares.reduce(0, +) / Double(repeats)
    let variance = squares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(repeats - 1)
    return (mean, (variance / Double(repeats)).squareRoot())
  }

  @Test(arguments: [2, 3, 5]) func identityHoldsForTheDesigns(_ dimension: Int) {
    let polynomial = Polynomial(dimension: dimension)
    let side = [2: 8, 3: 4, 5: 2][dimension] ?? 2
    let count = (0..<dimension).reduce(1) { product, _ in product * side }
    let function = polynomial.spectrum
    let cases: [(GapPrediction, (inout SeededGenerator) -> PointSet)] = [
      (
        .identity(function, under: RandomModel(count: count, dimension: dimension)),
        { DesignSketches.random(count, dimension, &$0) }
      ),
      (
        .identity(function, under: JitteredModel(count: count, dimension: dimension)),
        { DesignSketches.cells(side, dimension) { $0.uniform() }(&$0) }
      ),
      (
        .identity(function, under: LatinHypercubeModel(count: count, dimension: dimension)),
        { DesignSketches.latin(count, dimension, &$0) }
      ),
      (
        .identity(function, under: GridModel(side: side, dimension: dimension)),
        { DesignSketches.cells(side, dimension) { _ in 0 }(&$0) }
      ),
    ]
    for (prediction, make) in cases {
      let (mean, error) = experiment(polynomial, repeats: 3000, make)
      #expect(prediction.label == .identity)
      #expect(abs(mean - prediction.variance) < 4 * error + 1e-28, "\(prediction.formula)")
    }
  }

  @Test func measuredPowersPredictWhatTheyWereMeasuredOn() throws {
    let polynomial = Polynomial(dimension: 2)
    let function = polynomial.spectrum
    // One fixed set under random shifts: its own periodogram is the expected spectrum.
    var generator = SeededGenerator(seed: 3)
    let points = DesignSketches.random(17, 2, &generator)
    let powers = (0..<function.modes.count).map { mode in
      var (real, imaginary) = (0.0, 0.0)
      for point in 0..<17 {
        let first = Double(function.modes[mode, 0]) * points[point, 0]
        let second = Double(function.modes[mode, 1]) * points[point, 1]
        real += cos(2 * .pi * (first + second))
        imaginary += sin(2 * .pi * (first + second))
      }
      return (real * real + imaginary * imaginary) / 17
    }
    let prediction = try GapPrediction.identity(function, measuredPowers: powers, count: 17)
    let (mean, error) = experiment(polynomial, repeats: 4000) { _ in points }
    #expect(abs(mean - prediction.variance) < 4 * error)
    #expect(throws: PlanError.countMismatch(what: "powers", count: 1, needed: 5)) {
      try GapPrediction.identity(function, measuredPowers: [1], count: 17)
    }
  }

  @Test func singleCosineHasHalfItsSquareTimesThePower() {
    let modes = IntegerModes(components: [3, 1], dimension: 2)
    let function = FunctionSpectrum(modes: modes, powers: [2.0 * 2 / 4])
    let design = JitteredModel(count: 49, dimension: 2)
    let variance = GapPrediction.identity(function, under: design).variance
    #expect(abs(variance - 4 * design.power([3, 1]) / (2 * 49)) < 1e-15)
  }

  /// Within the ball of the kernel space the worst loss has `f^(m) = B w S(m) / |...|`; for one point set
  /// of two points and one pair of modes the supremum is by hand `B² w (|S|² + |S|²)`.
  @Test func uniformBoundIsTheSupremumForOnePair() throws {
    let modes = IntegerModes(components: [1], dimension: 1)
    let kernel = FunctionSpectrum(modes: modes, powers: [0.25])
    let bound = try GapPrediction.uniformBound(
      kernel: kernel, radius: 3, under: GridModel(side: 1, dimension: 1))
    // A single point: P = 1, and B² · 2 w = 9 · 0.5.
    #expect(bound.label == .bound && abs(bound.variance - 4.5) < 1e-12)
  }

  @Test func uniformBoundIsNotBelowAnyFunctionOfTheBall() throws {
    let modes = try IntegerModes(ball: 3, dimension: 2)
    let weights = (0..<modes.count).map { 1 / Double(modes.squaredLength($0)) }
    let kernel = FunctionSpectrum(modes: modes, powers: weights)
    let design = JitteredModel(count: 25, dimension: 2)
    let bound = try GapPrediction.uniformBound(kernel: kernel, radius: 1, under: design)
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<20 {
      let raw = weights.map { $0 * generator.uniform() }
      // |f|² in the kernel space is Σ |f^|² / w over both of each pair.
      let norm = zip(raw, weights).reduce(0) { $0 + 2 * $1.0 / $1.1 }
      let function = FunctionSpectrum(modes: modes, powers: raw.map { $0 / norm })
      #expect(GapPrediction.identity(function, under: design).variance <= bound.variance)
    }
  }
}

/// Point sets by the shortest code that makes them.
enum DesignSketches {
  static func random(
    _ count: Int, _ dimension: Int, _ generator: inout SeededGenerator
  ) -> PointSet {
    PointSet(
      coordinates: (0..<count * dimension).map { _ in generator.uniform() }, dimension: dimension)
  }

  /// One point in each cell of a grid, where `place` says.
  static func cells(
    _ side: Int, _ dimension: Int, _ place: @escaping (inout SeededGenerator) -> Double
  ) -> (inout SeededGenerator) -> PointSet {
    { generator in
      let count = (0..<dimension).reduce(1) { product, _ in product * side }
      var coordinates: [Double] = []
      for cell in 0..<count {
        var rest = cell
        for _ in 0..<dimension {
          coordinates.append((Double(rest % side) + place(&generator)) / Double(side))
          rest /= side
        }
      }
      return PointSet(coordinates: coordinates, dimension: dimension)
    }
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
