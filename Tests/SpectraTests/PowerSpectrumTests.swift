import Foundation
import NumericalMethods
import PointSets
import Spectra
import Testing

struct PowerSpectrumTests {
  private func options(_ reach: Int) -> SpectrumOptions {
    var options = SpectrumOptions()
    options.maximumFrequency = reach
    return options
  }

  @Test(.enabled(if: Golden.exists)) func shellsAgreeWithTheReferences() throws {
    for (name, points, golden) in try Golden.all() {
      for (square, entry) in golden.powerBySquaredLength {
        let radius = try #require(Double(square)).squareRoot()
        let ball = try IntegerModes(ball: radius, dimension: points.dimension)
        let members = (0..<ball.count).filter { ball.squaredLength($0) == Int(square) }
        let found = powers(of: points, at: ball)
        let mean = members.reduce(0) { $0 + found[$1] } / Double(members.count)
        #expect(Double(members.count) == entry[0], "\(name)")
        #expect(agree(mean, entry[1]), "\(name) at \(square): \(mean)")
      }
      for (mode, expected) in golden.powerAt {
        let components = try mode.split(separator: ",").map { try #require(Int32($0)) }
        let modes = IntegerModes(components: components, dimension: points.dimension)
        #expect(agree(powers(of: points, at: modes)[0], expected), "\(name) at \(mode)")
      }
    }
  }

  @Test(.enabled(if: Golden.exists)) func ballsHoldTheModesOfTheReferences() throws {
    let counts = try Golden.theory().ballCounts
    for (dimension, balls) in counts {
      for (radius, count) in balls {
        let modes = try IntegerModes(
          ball: try #require(Double(radius)), dimension: try #require(Int(dimension.dropFirst())))
        #expect(2 * modes.count == count)
      }
    }
  }

  /// `(count, dimension, greatest frequency)`: all modes, and samples of shells.
  @Test(arguments: [(2000, 2, 40), (500, 3, 10), (400, 6, 6)])
  func whiteNoiseHasPowerOneWithExponentialSpread(
    _ count: Int, _ dimension: Int, _ reach: Int
  )
    throws
  {
    var options = options(reach)
    options.completeLimit = 10_000
    let spectrum = try PowerSpectrum(of: SomePoints.random(count, dimension, seed: 2), options)
    #expect(spectrum.isComplete == (dimension < 6))
    for shell in spectrum.radial.shells {
      let error = 1 / Double(shell.modeCount).squareRoot()
      #expect(abs(shell.mean - 1) < 4.5 * error, "shell \(shell.frequency): \(shell.mean)")
    }
    let modes = spectrum.modes.count
    let mean = spectrum.powers.reduce(0, +) / Double(modes)
    let square = spectrum.powers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(modes)
    #expect(abs(square - 1) < 0.1)
    #expect(abs(try #require(spectrum.radial.anisotropyInDecibels)) < 0.5)
  }

  @Test func errorsOfRealizationsMatchThoseWithinAShellForWhiteNoise() throws {
    let sets = (0..<60).map { SomePoints.random(100, 2, seed: UInt64($0)) }
    let spectrum = try PowerSpectrum(of: sets, options(12))
    for shell in spectrum.radial.shells where shell.modeCount > 20 {
      let expected = 1 / (60 * Double(shell.modeCount)).squareRoot()
      let between = try #require(shell.errorBetween)
      #expect(between / expected > 0.65 && between / expected < 1.35)
      #expect(abs(shell.mean - 1) < 4.5 * expected)
    }
    let loudness = try #require(spectrum.radial.anisotropyInDecibels)
    #expect(abs(loudness) < 1)
  }

  @Test func jitteredPointsFollowTheirClosedForm() throws {
    let sets = (0..<400).map { SomePoints.jittered(8, 2, seed: UInt64($0)) }
    let spectrum = try PowerSpectrum(of: sets, options(6))
    var squares = 0.0
    for mode in 0..<spectrum.modes.count {
      let product = (0..<2).reduce(1.0) { product, axis in
        let x = Double.pi * Double(spectrum.modes[mode, axis]) / 8
        return product * (x == 0 ? 1 : pow(sin(x) / x, 2))
      }
      let z = (spectrum.powers[mode] / (1 - product) - 1) * 400.0.squareRoot()
      squares += z * z
      #expect(abs(z) < 4.5)
    }
    let rms = (squares / Double(spectrum.modes.count)).squareRoot()
    #expect(rms > 0.8 && rms < 1.2)
  }

  @Test func latinHypercubesAreQuietOnTheAxesAlone() throws {
    let sets = (0..<300).map { SomePoints.latin(32, 3, seed: UInt64($0)) }
    var options = options(5)
    options.axisFrequency = 20
    let spectrum = try PowerSpectrum(of: sets, options)
    for (index, power) in spectrum.directions.axisMean.enumerated() {
      let x = Double.pi * Double(index + 1) / 32
      let expected = 1 - pow(sin(x) / x, 2)
      #expect(abs(power / expected - 1) < 4.5 / 900.0.squareRoot())
    }
    #expect(spectrum.directions.axes.count == 3 && spectrum.directions.axes[0].count == 20)
    #expect(spectrum.directions.diagonals.count == 14)
    let diagonal = spectrum.directions.diagonals.reduce(0, +) / 14
    #expect(abs(diagonal - 1) < 0.1)
    #expect(try #require(spectrum.radial.anisotropyInDecibels) > 1)
  }

  /// A single point has power 1 at every frequency, so that its shells differ by rounding alone.
  @Test func onePointHasNoAnisotropy() throws {
    let point = PointSet(rows: [[0.3, 0.71]], dimension: 2)
    for method in PowerMethod.allCases {
      var chosen = options(12)
      chosen.method = method
      let radial = try PowerSpectrum(of: point, chosen).radial
      #expect(radial.anisotropyInDecibels == nil)
      #expect(radial.shells.allSatisfy { $0.anisotropy == nil && abs($0.mean - 1) < 1e-9 })
    }
  }

  @Test func directionsAreThePowersAtThoseModes() throws {
    let points = SomePoints.random(50, 2, seed: 4)
    let directions = try PowerSpectrum(of: points, options(3)).directions
    let modes = IntegerModes(components: [2, 0, 0, 3, 2, 2, 2, -2], dimension: 2)
    let found = powers(of: points, at: modes)
    #expect(abs(directions.axes[0][1] - found[0]) < 1e-12)
    #expect(abs(directions.axes[1][2] - found[1]) < 1e-12)
    #expect(abs(directions.diagonals[1] - (found[2] + found[3]) / 2) < 1e-12)
  }

  @Test func sampledShellsAreDeterminedByTheSeed() throws {
    let points = SomePoints.random(100, 8, seed: 3)
    var options = options(6)
    options.modesPerShell = 300
    let first = try PowerSpectrum(of: points, options)
    #expect(try PowerSpectrum(of: points, options) == first)
    options.seed = 2
    #expect(try PowerSpectrum(of: points, options) != first)
    #expect(first.radial.shells.map(\.frequency) == Array(1...6))
  }

  @Test func wrongSetsAreRefusedByName() {
    let points = SomePoints.random(10, 2, seed: 1)
    #expect(throws: SpectrumError.tooFewPoints(count: 0, needed: 1)) {
      try PowerSpectrum(of: PointSet(dimension: 2))
    }
    #expect(throws: SpectrumError.differentRealizations(index: 1)) {
      try PowerSpectrum(of: [points, SomePoints.random(9, 2, seed: 1)])
    }
    #expect(throws: SpectrumError.outsideCube(point: 1, axis: 0, value: 1.5)) {
      try PowerSpectrum(of: PointSet(rows: [[0, 0], [1.5, 0]], dimension: 2))
    }
    #expect(throws: SpectrumError.self) {
      try PowerSpectrum(of: PointSet(rows: [[.nan, 0]], dimension: 2))
    }
    #expect(throws: SpectrumError.frequency(0, most: 1000)) {
      try PowerSpectrum(of: points, options(0))
    }
    #expect(throws: SpectrumError.frequency(20_000, most: 1000)) {
      try PowerSpectrum(of: points, options(20_000))
    }
  }
}
