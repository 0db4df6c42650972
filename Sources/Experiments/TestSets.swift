// TestSets: fresh points and the functions' values there, shared by all cells.

import ArrayFiles
import Domains
import Foundation
import NumericalMethods
import PointSets
import SampleDesigns
import Simulators

/// Fresh points of a simulator's domain and all outputs there.
struct TestSet: Sendable {
  let points: PointSet
  /// Point after point.
  let values: [Double]
  let outputCount: Int
  /// The means of the outputs over the domain, where they are asked for.
  private(set) var referenceMeans: [Double] = []

  /// The values of one output.
  func output(_ index: Int) -> [Double] {
    (0..<points.count).map { values[$0 * outputCount + index] }
  }

  /// Evenly drawn points, and the values from a file of the folder if there is one.
  init(
    of simulator: any Simulator, count: Int, seed: UInt64, folder: String, jobs: Int
  ) throws(ExperimentError) {
    var generator = SeededGenerator(seed: seed).stream(stableHash("test points|\(simulator.name)"))
    let dimension = simulator.domain.dimension
    let points = PointSet(
      coordinates: (0..<count * dimension).map { _ in generator.uniform() }, dimension: dimension)
    let outputCount = simulator.outputs.count
    (self.points, self.outputCount) = (points, outputCount)
    let path = "\(folder)/test-\(simulator.name).npy"
    if let kept = try? NumberArray(npy: path), kept.shape == [count, outputCount] {
      values = kept.doubles()
      return
    }
    values = try runs(of: simulator, at: points, jobs: jobs)
    do throws(ArrayFileError) {
      try NumberArray(values, shape: [count, outputCount]).write(npy: path)
    } catch { throw .file(path, problem: "\(error)") }
  }

  /// How many points of a scrambled Sobol' sequence the reference means are taken over: their error
  /// is far below that of any design that is compared.
  private static let referenceCount = 1 << 16

  /// Computes the means of all outputs, or reads them from a file of the folder.
  mutating func addReferenceMeans(
    of simulator: any Simulator, folder: String, jobs: Int
  ) throws(ExperimentError) {
    let path = "\(folder)/means-\(simulator.name).npy"
    if let kept = try? NumberArray(npy: path), kept.shape == [outputCount] {
      referenceMeans = kept.doubles()
      return
    }
    var generator = SeededGenerator(seed: stableHash("reference means"))
    let sequence: PointSet
    do throws(DesignError) {
      sequence = try OwenSobolDesign().points(
        Self.referenceCount, dimension: points.dimension, using: &generator)
    } catch { throw .option(name: "models", problem: error.description) }
    let values = try runs(of: simulator, at: sequence, jobs: jobs)
    var sums = [Double](repeating: 0, count: outputCount)
    for (index, value) in values.enumerated() { sums[index % outputCount] += value }
    referenceMeans = sums.map { $0 / Double(Self.referenceCount) }
    do throws(ArrayFileError) {
      try NumberArray(referenceMeans, shape: [outputCount]).write(npy: path)
    } catch { throw .file(path, problem: "\(error)") }
  }
}

/// All outputs of a simulator at points of the unit cube, point after point.
func runs(
  of simulator: any Simulator, at points: PointSet, jobs: Int
) throws(ExperimentError) -> [Double] {
  let results = concurrentMap(points.count, jobs: jobs) { row in
    Result { () throws(SimulatorError) in
      try simulator.run(simulator.domain.physical(points[row]))
    }
  }
  do throws(SimulatorError) {
    var values: [Double] = []
    for result in results { values += try result.get() }
    return values
  } catch { throw .testPoint(function: simulator.name, problem: error.description) }
}

/// A number for a text that is the same on every machine and in every run (FNV-1a).
func stableHash(_ text: String) -> UInt64 {
  text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
