// design-benchmarks CASE COUNT DIMENSION: times one design or measure, and prints one JSON object.

import Foundation
import SampleDesign

/// What one case took, and how good the result is.
struct Measurement: Encodable {
  var seconds = 0.0
  var count = 0
  var distance: Double?
  var cd: Double?
  /// The largest resident memory of the process, in MiB.
  var memory = 0.0
}

/// Runs a body and returns the seconds of CPU time it took, which a busy machine changes little.
func timed<Result>(_ body: () throws -> Result) rethrows -> (seconds: Double, result: Result) {
  let start = clock()
  let result = try body()
  return (Double(clock() - start) / Double(CLOCKS_PER_SEC), result)
}

/// Times `case` once: a measure of random points, or the design of that name.
func measure(_ name: String, _ count: Int, _ dimension: Int) throws -> Measurement {
  var generator = SeededGenerator(seed: 1)
  var found = Measurement(count: count)
  func random() throws -> PointSet {
    try RandomDesign().points(count, dimension: dimension, using: &generator)
  }
  switch name {
  case "minimum-distance":
    let points = try random()
    found.seconds = timed { _ = minimumDistance(of: points, boundary: .box) }.seconds
  case "centered-discrepancy":
    let points = try random()
    found.seconds = try timed { _ = try Discrepancies(of: points, threads: 1) }.seconds
  case "spectrum":
    let points = try random()
    found.seconds = try timed { try describeAll(points) }.seconds
  default:
    guard let design = try DesignCatalog.design(named: name, options: DesignOptions()) else {
      throw DesignError.option(design: name, problem: "there is no such design")
    }
    let (seconds, points) = try timed {
      try design.points(count, dimension: dimension, using: &generator)
    }
    found.seconds = seconds
    if dimension <= 10, count <= 100_000 {
      found.distance = minimumDistance(of: points, boundary: .box)
      found.cd = count <= 10_000 ? try Discrepancies(of: points, threads: 1).centredSquared : nil
    }
  }
  found.memory = peakMemory()
  return found
}

/// Everything that `surety spectrum` computes.
func describeAll(_ points: PointSet) throws {
  _ = try PowerSpectrum(of: points)
  _ = try PairCorrelation(of: [points], boundary: .torus, threads: 1)
  _ = try DesignMeasures(of: points, threads: 1)
}

/// The largest resident memory of this process, in MiB; Linux counts it in KiB, macOS in bytes.
func peakMemory() -> Double {
  var usage = rusage()
  getrusage(.init(0), &usage)  // RUSAGE_SELF, whose type differs between systems.
  #if os(Linux)
    return Double(usage.ru_maxrss) / 1024
  #else
    return Double(usage.ru_maxrss) / 1_048_576
  #endif
}

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count == 3, let name = arguments.first,
  let count = Int(arguments[arguments.startIndex + 1]), let dimension = arguments.last.flatMap(Int.init)
else {
  FileHandle.standardError.write(Data("usage: design-benchmarks CASE COUNT DIMENSION\n".utf8))
  exit(2)
}
do {
  let data = try JSONEncoder().encode(try measure(name, count, dimension))
  print(String(decoding: data, as: UTF8.self))
} catch {
  FileHandle.standardError.write(Data("design-benchmarks: \(error)\n".utf8))
  exit(1)
}
