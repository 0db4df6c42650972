// The power of point sets at whole frequencies, straight from the definition.

import Foundation
import NumericalMethods
import PointSets
import SampleDesigns
import Testing

/// `|Σ_j exp(-2πi m·x_j)|² / N`.
func power(_ points: PointSet, at frequency: [Int]) -> Double {
  var (real, imaginary) = (0.0, 0.0)
  for point in 0..<points.count {
    let phase = zip(points[point], frequency).reduce(0) { $0 + $1.0 * Double($1.1) }
    real += cos(2 * .pi * phase)
    imaginary += sin(2 * .pi * phase)
  }
  return (real * real + imaginary * imaginary) / Double(points.count)
}

/// The powers at many frequencies: of each point, the phase factors of each axis once.
func powers(_ points: PointSet, at frequencies: [[Int]]) -> [Double] {
  let (dimension, limit) = (points.dimension, frequencies.joined().map { abs($0) }.max() ?? 0)
  let flat = Array(frequencies.joined())
  var sums = Array(repeating: SIMD2<Double>.zero, count: frequencies.count)
  var factors = Array(repeating: SIMD2(1.0, 0), count: dimension * (limit + 1))
  for point in 0..<points.count {
    for axis in 0..<dimension {
      let step = SIMD2(cos(2 * .pi * points[point, axis]), sin(2 * .pi * points[point, axis]))
      for harmonic in 0..<limit {
        let place = axis * (limit + 1) + harmonic
        factors[place + 1] = product(factors[place], step)
      }
    }
    for index in sums.indices {
      var total = SIMD2(1.0, 0)
      for axis in 0..<dimension {
        let harmonic = flat[index * dimension + axis]
        let factor = factors[axis * (limit + 1) + abs(harmonic)]
        total = product(total, harmonic < 0 ? SIMD2(factor.x, -factor.y) : factor)
      }
      sums[index] += total
    }
  }
  return sums.map { ($0.x * $0.x + $0.y * $0.y) / Double(points.count) }
}

private func product(_ first: SIMD2<Double>, _ second: SIMD2<Double>) -> SIMD2<Double> {
  SIMD2(
    first.x * second.x - first.y * second.y, first.x * second.y + first.y * second.x)
}

/// `sin(πx)/(πx)`.
func sinc(_ x: Double) -> Double { x == 0 ? 1 : sin(.pi * x) / (.pi * x) }

/// Checks that the mean power of a design over seeds is what a formula says: each frequency within
/// four standard errors, and all of them together as scattered as standard errors promise.
func expectSpectrum(
  _ design: some Design, count: Int, dimension: Int, repetitions: Int,
  at frequencies: [[Int]], formula: ([Int]) -> Double,
  _ location: SourceLocation = #_sourceLocation
) throws {
  var sums = frequencies.map { _ in (first: 0.0, second: 0.0) }
  for seed in 0..<repetitions {
    var generator = SeededGenerator(seed: UInt64(seed))
    let points = try design.points(count, dimension: dimension, using: &generator)
    for (index, value) in powers(points, at: frequencies).enumerated() {
      sums[index].first += value
      sums[index].second += value * value
    }
  }
  let scale = Double(repetitions)
  let scores = zip(frequencies, sums).map { frequency, sum in
    let mean = sum.first / scale
    let error = ((sum.second / scale - mean * mean) / (scale - 1)).squareRoot()
    return (mean - formula(frequency)) / error
  }
  #expect(scores.allSatisfy { abs($0) < 4 }, "\(scores)", sourceLocation: location)
  let spread = (scores.reduce(0) { $0 + $1 * $1 } / Double(scores.count)).squareRoot()
  #expect((0.85...1.15).contains(spread), "rms score \(spread)", sourceLocation: location)
}

/// One of each pair of opposite frequencies, none zero, no coordinate beyond `limit`.
func halfSpace(_ dimension: Int, limit: Int) -> [[Int]] {
  let width = 2 * limit + 1
  return (0..<(0..<dimension).reduce(1) { product, _ in product * width }).compactMap { code in
    var rest = code
    let frequency = (0..<dimension).map { _ in
      defer { rest /= width }
      return rest % width - limit
    }
    return (frequency.first { $0 != 0 } ?? 0) > 0 ? frequency : nil
  }
}

/// The power of a jittered design with `side` cells along each axis: `1 - Π_i sinc²(m_i/n)`.
func jitteredPower(_ frequency: [Int], side: Int) -> Double {
  1 - frequency.reduce(1) { $0 * pow(sinc(Double($1) / Double(side)), 2) }
}

/// The power of a Latin hypercube: `1 + (-1)^u (N-1)^{1-u} Π sinc²(m_i/N)` over the `u` coordinates
/// that are not 0.
func latinPower(_ frequency: [Int], count: Int) -> Double {
  let active = frequency.filter { $0 != 0 }
  let product = active.reduce(1) { $0 * pow(sinc(Double($1) / Double(count)), 2) }
  let sign = active.count.isMultiple(of: 2) ? 1.0 : -1
  return 1 + sign * pow(Double(count - 1), Double(1 - active.count)) * product
}
