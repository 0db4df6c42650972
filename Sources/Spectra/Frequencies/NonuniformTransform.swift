// NonuniformTransform: sums of e^{-2πim·x} over points at all whole frequencies up to a bound.

internal import Foundation
internal import NumericalMethods
internal import PointSets
internal import Tensors

/// The non-uniform fast Fourier transform of type 1 in up to three dimensions.
///
/// Each point is spread over `14^d` nodes of a grid at least twice as fine as the frequencies need,
/// by the kernel `φ(z) = e^{β(√(1-z²) - 1)}`, `β = 2.3 · 14`; the Fourier transform of the grid is
/// then divided by that of the kernel. The error of a sum is below `1e-11 N`, as tests against direct
/// sums find; so powers below `1e-22 N` are noise.
///
/// ## References
///
/// - A. Barnett, J. Magland, L. af Klinteberg, *A Parallel Nonuniform Fast Fourier Transform Library
///   Based on an "Exponential of Semicircle" Kernel*, 2019, <https://arxiv.org/abs/1808.06736>.
struct NonuniformTransform {
  let dimension: Int
  /// The greatest frequency on an axis.
  let reach: Int
  /// The nodes of the grid on each axis.
  let side: Int

  private static let width = 14
  private static let shape = 2.3 * 14

  init(dimension: Int, reach: Int) {
    (self.dimension, self.reach) = (dimension, reach)
    side = Self.smooth(max(2 * (2 * reach + 1), 2 * Self.width))
  }

  /// Whether the grid takes at most a quarter of a GiB.
  var isAffordable: Bool { dimension <= 3 && size <= Double(1 << 24) }

  private var size: Double { pow(Double(side), Double(dimension)) }

  /// An estimate of the time, in nanoseconds.
  func cost(_ count: Int) -> Double {
    Double(count) * pow(Double(Self.width), Double(dimension)) + 5 * size * log2(size)
  }

  func powers(of points: PointSet, at modes: IntegerModes) -> [Double] {
    precondition(dimension <= 3, "no grid of \(dimension) dimensions")
    let sums = transformed(spread(points))
    let inverse = (0...reach).map { 1 / kernelTransform($0) }
    return (0..<modes.count).map { mode in
      var (index, factor) = (0, 1.0)
      for axis in 0..<dimension {
        let frequency = modes[mode, axis]
        index = index * side + (frequency < 0 ? frequency + side : frequency)
        factor *= inverse[abs(frequency)]
      }
      let (x, y) = (factor * sums[2 * index], factor * sums[2 * index + 1])
      return (x * x + y * y) / Double(points.count)
    }
  }

  /// The grid of complex numbers on which each point is spread, in the order of the points.
  private func spread(_ points: PointSet) -> [Double] {
    var grid = [Double](repeating: 0, count: 2 * Int(size))
    let width = Self.width
    // An axis that is missing has one node of weight 1.
    var nodes = [Int](repeating: 0, count: 3 * width)
    var weights = [Double](repeating: 1, count: 3 * width)
    let (first, second) = (dimension > 2 ? width : 1, dimension > 1 ? width : 1)
    grid.withUnsafeMutableBufferPointer { grid in
      for point in 0..<points.count {
        for axis in 0..<dimension {
          fill(&nodes, &weights, from: (3 - dimension + axis) * width, points[point, axis])
        }
        for i in 0..<first {
          for j in 0..<second {
            let row = (nodes[i] * side + nodes[width + j]) * side
            let weight = weights[i] * weights[width + j]
            for k in 2 * width..<3 * width { grid[2 * (row + nodes[k])] += weight * weights[k] }
          }
        }
      }
    }
    return grid
  }

  /// The nodes around a coordinate on one axis, and the kernel there.
  private func fill(
    _ nodes: inout [Int], _ weights: inout [Double], from start: Int, _ coordinate: Double
  ) {
    let place = coordinate * Double(side)
    let half = Double(Self.width) / 2
    let lowest = Int((place - half).rounded(.up))
    for offset in 0..<Self.width {
      let node = lowest + offset
      nodes[start + offset] = node < 0 ? node + side : node >= side ? node - side : node
      let z = (Double(node) - place) / half
      weights[start + offset] = exp(Self.shape * (max(0, 1 - z * z).squareRoot() - 1))
    }
  }

  private func transformed(_ grid: [Double]) -> [Double] {
    // One thread: the library may join its sums differently on more.
    let threads = Runtime.threadCount
    Runtime.setThreadCount(1)
    defer { Runtime.setThreadCount(threads) }
    let shape = [Int](repeating: side, count: dimension)
    return Tensor(shape: shape + [2], scalars: grid)
      .fourierTransformed(along: Array(0..<dimension)).scalars()
  }

  /// The Fourier transform of the kernel at a frequency, in nodes of the grid.
  private func kernelTransform(_ frequency: Int) -> Double {
    let half = Double(Self.width) / 2
    let angle = 2 * .pi * Double(frequency) * half / Double(side)
    return half
      * zip(Self.rule.nodes, Self.rule.weights).reduce(0) { sum, entry in
        let (z, weight) = entry
        return sum + weight * exp(Self.shape * ((1 - z * z).squareRoot() - 1)) * cos(angle * z)
      }
  }

  private static let rule = GaussLegendre(count: 80)

  /// The least number with no prime factor over 5 that is at least `count`.
  private static func smooth(_ count: Int) -> Int {
    (count...).first { candidate in
      var rest = candidate
      for prime in [2, 3, 5] { while rest.isMultiple(of: prime) { rest /= prime } }
      return rest == 1
    } ?? count
  }
}
