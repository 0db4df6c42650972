import Foundation
import NumericalMethods
import SamplePlanning
import Spectra
import Testing

struct FunctionSpectrumTests {
  @Test func samplingFindsTheWavesOfAPolynomial() throws {
    let function = try FunctionSpectrum(
      sampling: { 5 + 2 * cos(2 * .pi * ($0[0] - 2 * $0[1])) + sin(2 * .pi * 3 * $0[1]) },
      side: 9, dimension: 2)
    for mode in 0..<function.modes.count {
      let expected =
        Array(function.modes[mode]) == [1, -2]
        ? 1 : Array(function.modes[mode]) == [0, 3] ? 0.25 : 0
      #expect(abs(function.powers[mode] - expected) < 1e-12)
    }
    #expect(abs(function.variance - 2.5) < 1e-12 && function.rest < 1e-12)
  }

  @Test func samplingRefusesWhatDoesNotFit() {
    #expect(throws: ModeError.self) {
      try FunctionSpectrum(sampling: { _ in 0 }, side: 100, dimension: 5)
    }
  }

  /// The variance of jittered points over the indicator of a ball falls as `N^{-1-1/d}`.
  @Test(arguments: [(2, -1.5), (3, -4.0 / 3)])
  func jitterVarianceOfABallFallsAsTheTheorySays(_ dimension: Int, _ expected: Double) throws {
    let radius = 0.3
    let volume = unitBallVolume(dimension) * pow(radius, Double(dimension))
    let function = try FunctionSpectrum(
      ball: dimension == 2 ? 300 : 40, dimension: dimension, variance: volume - volume * volume
    ) { mode in
      let frequency = Double(mode.reduce(0) { $0 + $1 * $1 }).squareRoot()
      let transform = volume * normalizedBallTransform(dimension, 2 * .pi * radius * frequency)
      return transform * transform
    }
    let sides = dimension == 2 ? [8, 12, 16, 24, 32] : [4, 5, 6, 8, 10]
    let points = sides.map { side -> (Double, Double) in
      let count = (0..<dimension).reduce(1) { product, _ in product * side }
      let design = JitteredModel(count: count, dimension: dimension)
      return (log(Double(count)), log(GapPrediction.identity(function, under: design).variance))
    }
    let (x, y) = (points.map(\.0), points.map(\.1))
    let (meanX, meanY) = (x.reduce(0, +) / 5, y.reduce(0, +) / 5)
    let product = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    let slope = product / x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
    #expect(abs(slope - expected) < 0.08, "the slope is \(slope)")
  }
}
