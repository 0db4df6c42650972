// Step blue noise: the spectrum is 0 up to a frequency and 1 beyond.

public import NumericalMethods
public import PointSets

/// Points whose spectrum is 0 below `ν_c = (N/V_d)^{1/d}` and 1 above, by matching the pair
/// correlation `1 - Λ_d(2π ν_c r)` together with the power below `ν_c`.
///
/// `ν_c` is the highest frequency for which that pair correlation is nowhere negative.
///
/// | | |
/// |---|---|
/// | Count | any |
/// | Spectrum | near 0 below the step, 1 on the mean above |
/// | Cost | `d N²` for each of some 300 steps |
///
/// ## References
///
/// - B. Kailkhura et al., *Stair Blue Noise Sampling*, ACM TOG 35(6), 2016,
///   <https://doi.org/10.1145/2980179.2982435>.
public struct StepBlueNoise: Design {
  public static let name = "step-blue-noise"
  public static let summary = "no power below a frequency, that of random points above it"

  /// The steps of the search.
  public var iterations = 300
  /// Whether several threads may work; the points do not depend on it.
  public var isParallel = true

  public init() {}

  public init(options: DesignOptions) throws(DesignError) {
    iterations = options.iterations ?? iterations
    guard iterations >= 0 else {
      throw .option(design: Self.name, problem: "\(iterations) is no number of iterations")
    }
  }

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, existing.dimension)
    let search = try BlueNoiseSearch(
      height: 1, dimension: existing.dimension, iterations: iterations, isParallel: isParallel,
      design: Self.name)
    return try search.points(count, besides: existing, using: &generator, progress: progress)
  }
}
