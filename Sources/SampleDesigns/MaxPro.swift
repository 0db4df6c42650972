// MaxPro design: a Latin hypercube that fills the space in every projection.

import Foundation
public import NumericalMethods
public import PointSets

/// A Latin hypercube with a small sum `Σ_{i<j} 1 / Π_k (x_ik - x_jk)^2`: maximum projection.
///
/// The product is small if two points are close in any one coordinate, so points keep apart in every
/// subset of the axes. Simulated annealing swaps one coordinate of two points at a time. Existing
/// points count in the sum and stay.
///
/// | | |
/// |---|---|
/// | Count | any |
/// | Cost | `N d` a swap; `100 N d` swaps (or the option of iterations), at most some 10^9 / (N d) |
///
/// ## References
///
/// - V. R. Joseph, E. Gul, S. Ba, *Maximum projection designs for computer experiments*, Biometrika
///   102, 2015, <https://doi.org/10.1093/biomet/asv002>.
public struct MaxPro: Design {
  public static let name = "maxpro"
  public static let summary = "a Latin hypercube spread in every projection"

  /// The swaps that are tried; by default by size.
  public let swaps: Int?

  public init() { swaps = nil }

  public init(options: DesignOptions) throws(DesignError) {
    if let swaps = options.iterations, swaps < 0 {
      throw .option(design: Self.name, problem: "\(swaps) iterations are less than none")
    }
    swaps = options.iterations
  }

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    let dimension = existing.dimension
    try checkSize(count, dimension)
    var coordinates = [Double](repeating: 0, count: count * dimension)
    for axis in 0..<dimension {
      for (point, stratum) in generator.permutation(count).enumerated() {
        // The middle of the stratum; a random place in it where existing points might have the
        // middle, and for a single point.
        let within = existing.count == 0 && count > 1 ? 0.5 : generator.uniform()
        coordinates[point * dimension + axis] = (Double(stratum) + within) / Double(count)
      }
    }
    guard count > 1 else { return PointSet(coordinates: coordinates, dimension: dimension) }
    var state = SwapState(coordinates: coordinates + existing.coordinates, dimension: dimension)
    let work = count * dimension
    let tries = swaps ?? min(100 * work, max(1000, 1_000_000_000 / (work + existing.count)))
    anneal(&state, count, tries, using: &generator, progress: progress)
    return PointSet(
      coordinates: Array(state.best.prefix(count * dimension)), dimension: dimension)
  }

  private func anneal(
    _ state: inout SwapState, _ count: Int, _ tries: Int,
    using generator: inout SeededGenerator, progress: (Double) -> Void
  ) {
    // From swaps that grow the sum by a hundredth of a point's share, down to a millionth.
    let first = 0.01 * state.sum / Double(count)
    for attempt in 0..<tries {
      let temperature = first * pow(1e-4, Double(attempt) / Double(tries))
      let axis = generator.index(below: state.dimension)
      let one = generator.index(below: count)
      let shifted = generator.index(below: count - 1)
      let other = shifted < one ? shifted : shifted + 1
      let chance = generator.uniform()
      state.swap(one, other, axis) { change in
        change <= 0 || chance < exp(-change / temperature)
      }
      if attempt.isMultiple(of: 4096) { progress(Double(attempt) / Double(tries)) }
    }
    progress(1)
  }
}

/// Points and their sum of inverse products, while coordinates are swapped.
private struct SwapState {
  let dimension: Int
  private var coordinates: [Double]
  /// The points with the smallest sum so far.
  private(set) var best: [Double]
  private(set) var sum = 0.0
  private var bestSum = 0.0
  /// What differences are multiplied by, so that typical ones count 1.
  ///
  /// Products of many then neither vanish nor overflow; which design is better stays the same.
  private let scale = 3.0

  init(coordinates: [Double], dimension: Int) {
    (self.dimension, self.coordinates, best) = (dimension, coordinates, coordinates)
    let count = coordinates.count / dimension
    for point in 1..<max(1, count) {
      for other in 0..<point { sum += term(point, other) }
    }
    bestSum = sum
  }

  /// Swaps one coordinate of two points if the change of the sum is accepted.
  mutating func swap(_ one: Int, _ other: Int, _ axis: Int, if isAccepted: (Double) -> Bool) {
    let (first, second) = (one * dimension + axis, other * dimension + axis)
    let before = terms(one, other)
    coordinates.swapAt(first, second)
    // The pair's own term stays as it is.
    let change = terms(one, other) - before
    guard isAccepted(change) else {
      coordinates.swapAt(first, second)
      return
    }
    sum += change
    if sum < bestSum { (best, bestSum) = (coordinates, sum) }
  }

  private func terms(_ one: Int, _ other: Int) -> Double {
    var sum = 0.0
    for point in 0..<coordinates.count / dimension where point != one && point != other {
      sum += term(point, one) + term(point, other)
    }
    return sum
  }

  private func term(_ one: Int, _ other: Int) -> Double {
    var product = 1.0
    for axis in 0..<dimension {
      product *=
        scale * (coordinates[one * dimension + axis] - coordinates[other * dimension + axis])
    }
    // Equal coordinates, as rounding or existing points may bring, weigh much but not infinitely.
    return 1 / max(product * product, 1e-290)
  }
}
