// Spectral design: points whose power at low frequencies is nothing, or as small as it can be.

import Foundation
public import NumericalMethods
public import PointSets

/// Points that minimize their weighted power `Σ_m w(m) P(m)`, known as stealthy hyperuniform points.
///
/// The mean over such points of a function without frequencies beyond the cut-off is its integral,
/// whatever the function. From a random start L-BFGS with the analytic gradient empties all modes of
/// a ball to rounding, as long as they constrain less than about 0.45 of the points' freedom:
/// `χ = M / (d (N-1))`. A random shift at the end makes the mean of any other function unbiased.
///
/// | | |
/// |---|---|
/// | Count | any |
/// | Spectrum | below 1e-20 up to the cut-off; without one, that of `χ <= 0.4` |
/// | Cost | a few hundred evaluations of `N M`, thus about `d N²` each |
///
/// Points that are added to others are placed for the power of all points together, and are not
/// shifted; the cut-off is then that which the new points alone can empty.
///
/// ## References
///
/// - O. Uche, F. Stillinger, S. Torquato, *Constraints on collective density variables*, Phys. Rev. E
///   70, 2004, <https://doi.org/10.1103/PhysRevE.70.046122>.
/// - A. Shih, M. Casiulis, S. Martiniani, *Fast generation of spectrally shaped disorder*, 2023,
///   <https://arxiv.org/abs/2305.15693>.
public struct SpectralDesign: Design {
  public static let name = "stealthy"
  public static let summary = "no power at low frequencies, or least power for a given function"

  /// What the functions are taken to be like.
  public var weight = SpectralWeight.flat()
  /// The most steps.
  public var iterations = 5000
  /// Whether several threads may work; the points do not depend on it.
  public var isParallel = true

  public init() {}

  public init(options: DesignOptions) throws(DesignError) {
    weight = .flat(cutoff: options.cutoff)
    iterations = options.iterations ?? iterations
    guard iterations >= 0 else {
      throw .option(design: Self.name, problem: "\(iterations) is no number of iterations")
    }
  }

  public func points(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, dimension)
    let (points, _) = try optimized(
      count, besides: PointSet(dimension: dimension), using: &generator, progress: progress)
    return points.shifted(by: (0..<dimension).map { _ in generator.uniform() })
  }

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, existing.dimension)
    return try optimized(count, besides: existing, using: &generator, progress: progress).points
  }

  /// How a search for points went.
  package struct Outcome: Sendable, Hashable {
    package let modeCount: Int
    package let iterations: Int
    package let evaluations: Int
    /// The largest power of a mode of positive weight.
    package let largestPower: Double
    package let ending: LBFGS.Ending
  }

  /// The points before the shift, and how the search went.
  package func optimized(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> (points: PointSet, outcome: Outcome) {
    let dimension = existing.dimension
    let spectrum = try weight.modes(count: count, dimension: dimension, design: Self.name)
    let energy = SpectralEnergy(spectrum, count: count, fixed: existing, isParallel: isParallel)
    let start = (0..<count * dimension).map { _ in generator.uniform() }
    var search = LBFGS()
    search.iterations = iterations
    search.targetValue = 1e-25
    // A first step of a tenth of the points' mean distance each.
    search.firstStep =
      0.1 * pow(Double(count), 0.5 - 1 / Double(dimension)) * Double(dimension).squareRoot()
    var pace = Pace(limit: iterations)
    let (state, ending) = search.minimize(from: start, evaluate: energy.evaluate) { state in
      let goesOn = pace.goesOn(after: state)
      progress(pace.share(state, target: search.targetValue))
      return goesOn
    }
    let points = PointSet(coordinates: state.point.map(wrapped), dimension: dimension)
    let outcome = Outcome(
      modeCount: spectrum.modes.count, iterations: state.iterations,
      evaluations: state.evaluations,
      largestPower: energy.powers(points.coordinates).max() ?? 0, ending: ending)
    return (points, outcome)
  }
}

/// Ends a search that no longer gets anywhere, as where the modes cannot all be emptied.
private struct Pace {
  let limit: Int
  private var first: Double?
  private var mark = Double.infinity

  init(limit: Int) { self.limit = limit }

  /// Whether the value fell by a thousandth over the last hundred steps.
  mutating func goesOn(after state: LBFGS.State) -> Bool {
    first = first ?? state.value
    guard state.iterations.isMultiple(of: 100) else { return true }
    defer { mark = state.value }
    return state.value < 0.999 * mark
  }

  /// How much is done, of the steps or of the way down, whichever is more.
  func share(_ state: LBFGS.State, target: Double) -> Double {
    let steps = Double(state.iterations) / Double(max(1, limit))
    guard let first, first > target, state.value > 0 else { return steps }
    return min(1, max(steps, log(first / state.value) / log(first / target)))
  }
}

/// A coordinate on the torus, in `0 ..< 1`.
func wrapped(_ coordinate: Double) -> Double {
  let part = coordinate - coordinate.rounded(.down)
  return part < 1 ? part : 0
}

extension PointSet {
  /// The points moved around the torus.
  func shifted(by shift: [Double]) -> PointSet {
    PointSet(
      coordinates: coordinates.indices.map { wrapped(coordinates[$0] + shift[$0 % dimension]) },
      dimension: dimension)
  }
}
