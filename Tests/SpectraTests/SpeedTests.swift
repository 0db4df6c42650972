import Foundation
import NumericalMethods
import PointSets
import Spectra
import Testing

/// Prints timings; runs only where they are asked for.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["SURETY_TIMES"] != nil), .serialized)
struct SpeedTests {
  @Test(arguments: [(10_000, 2), (2000, 10), (10_000, 10), (10_000, 3)])
  func times(_ count: Int, _ dimension: Int) throws {
    let points = SomePoints.random(count, dimension, seed: 1)
    let clock = ContinuousClock()
    func time(_ name: String, _ body: () throws -> Void) rethrows {
      let used = try clock.measure(body)
      print(count, dimension, name, used)
    }
    var options = SpectrumOptions()
    options.threads = 1
    try time("spectrum") { 
      let s = try PowerSpectrum(of: points, options); print(s.maximumFrequency, s.modes.count, s.isComplete) }
    try time("pcf box") { _ = try PairCorrelation(of: [points], boundary: .box, threads: 1) }
    try time("pcf torus .5") {
      _ = try PairCorrelation(of: [points], boundary: .torus, radius: 0.5, threads: 1)
    }
    try time("discrepancy") { _ = try Discrepancies(of: points, threads: 1) }
    try time("criteria") { _ = try PairCriteria(of: points, exponents: [20, 50], threads: 1) }
    time("tree") { _ = MinimumSpanningTree(of: points) }
    time("mindist box") { _ = minimumDistance(of: points, boundary: .box) }
    time("mindist torus") { _ = minimumDistance(of: points, boundary: .torus) }
    time("fill") { _ = fillDistance(of: points, boundary: .box, threads: 1) }
    time("margins") { _ = (maximumAbsoluteCorrelation(of: points), isLatin(points)) }
    try time("measures") { _ = try DesignMeasures(of: points, threads: 1) }
  }
}
