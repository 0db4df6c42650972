import Foundation
import NumericalMethods
import PointSets
import Spectra
import Testing

struct PairCorrelationTests {
  @Test(.enabled(if: Golden.exists)) func histogramsAgreeWithTheReferences() throws {
    for (name, points, golden) in try Golden.all() {
      for (boundary, expected) in [
        (Boundary.torus, golden.correlationTorus), (.box, golden.correlationBox),
      ] {
        let found = try PairCorrelation(of: [points], boundary: boundary, radius: 0.5, bins: 10)
        for (value, reference) in zip(found.values, expected) {
          #expect(agree(value, reference), "\(name) \(boundary)")
        }
        #expect(expected.count == 10)
      }
    }
  }

  @Test(.enabled(if: Golden.exists)) func kernelsAgreeWithTheReferences() throws {
    for (name, points, golden) in try Golden.all() {
      let found = try kernelPairCorrelation(
        of: points, boundary: .torus, at: golden.kernel.r, bandwidth: golden.kernel.sigma)
      for (value, reference) in zip(found, golden.kernel.G) {
        #expect(agree(value, reference), "\(name)")
      }
    }
  }

  /// The trap of the two-dimensional box formula used everywhere: in three dimensions in the box it
  /// shows white noise as .2 to .6, in two on the torus as 1.1 to 1.6.
  @Test(arguments: [
    (Boundary.box, 3), (.torus, 2), (.box, 2), (.torus, 3), (.box, 1), (.box, 5), (.torus, 5),
  ]) func whiteNoiseHasNoCorrelation(_ boundary: Boundary, _ dimension: Int) throws {
    let sets = (0..<20).map { SomePoints.random(500, dimension, seed: UInt64($0)) }
    let radius = boundary == .box ? 1.0 : 0.5
    let found = try PairCorrelation(of: sets, boundary: boundary, radius: radius, bins: 10)
    let covariance =
      boundary == .box ? SetCovariance(cube: dimension) : SetCovariance(torus: dimension)
    for (bin, value) in found.values.enumerated() {
      let volume = covariance.shellVolume(from: found.edges[bin], to: found.edges[bin + 1])
      let pairs = 20 * 500.0 * 499 / 2 * volume
      guard pairs > 30 else { continue }
      // The pairs share points: in the box the error is above that of independent pairs.
      #expect(abs(value - 1) < 4.5 * max(1 / pairs.squareRoot(), found.errors[bin]), "bin \(bin)")
    }
  }

  @Test(arguments: Boundary.allCases) func cellsFindThePairsOfAFullSearch(
    _ boundary: Boundary
  )
    throws
  {
    for dimension in 1...4 {
      let points = SomePoints.random(400, dimension, seed: 5)
      // Just below and far above the radius at which cells are used.
      for radius in [0.01, 0.05, 0.1, 0.2, 0.45] {
        let found = try PairCorrelation(
          of: [points], boundary: boundary, radius: radius, bins: 3)
        let covariance =
          boundary == .box ? SetCovariance(cube: dimension) : SetCovariance(torus: dimension)
        var counts = [0, 0, 0]
        for i in 0..<400 {
          for j in 0..<i {
            let distance = SomePoints.distance(points, i, j, boundary)
            for bin in 0..<3 where found.edges[bin] <= distance && distance < found.edges[bin + 1] {
              counts[bin] += 1
            }
          }
        }
        for bin in 0..<3 {
          let volume = covariance.shellVolume(from: found.edges[bin], to: found.edges[bin + 1])
          #expect(abs(found.values[bin] * volume * 400 * 399 / 2 - Double(counts[bin])) < 1e-6)
        }
      }
    }
  }

  @Test func kernelAndHistogramTellTheSameOfJitteredPoints() throws {
    let points = SomePoints.jittered(30, 2, seed: 9)
    let radius = PairCorrelation.naturalRadius(900, 2)
    let kernel = try kernelPairCorrelation(
      of: points, boundary: .box, at: [2.5 * radius, 4.5 * radius], bandwidth: radius / 2)
    let histogram = try PairCorrelation(of: [points], boundary: .box, radius: 6 * radius, bins: 6)
    #expect(abs(kernel[0] - histogram.values[2]) < 0.08)
    #expect(abs(kernel[1] - histogram.values[4]) < 0.08)
  }

  @Test func threadsDoNotChangeTheLastBit() throws {
    let points = SomePoints.random(900, 3, seed: 1)
    let one = try kernelPairCorrelation(
      of: points, boundary: .box, at: [0.1, 0.3], bandwidth: 0.01, threads: 1)
    let three = try kernelPairCorrelation(
      of: points, boundary: .box, at: [0.1, 0.3], bandwidth: 0.01, threads: 3)
    #expect(one == three)
  }

  @Test func radiiThatCannotBeCountedWithoutBiasAreRefused() {
    let points = SomePoints.random(20, 2, seed: 1)
    #expect(throws: SpectrumError.radius(0.6, most: 0.5)) {
      try PairCorrelation(of: [points], boundary: .torus, radius: 0.6)
    }
    #expect(throws: SpectrumError.radius(1.1, most: 1)) {
      try PairCorrelation(of: [points], boundary: .box, radius: 1.1)
    }
    #expect(throws: SpectrumError.self) {
      try PairCorrelation(of: [points], boundary: .box, radius: .nan)
    }
    #expect(throws: SpectrumError.tooFewPoints(count: 1, needed: 2)) {
      try PairCorrelation(of: [SomePoints.random(1, 2, seed: 1)], boundary: .box)
    }
  }
}
