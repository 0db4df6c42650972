// Stair blue noise: a wider empty part of the spectrum, paid for by a stair above 1 behind it.

public import NumericalMethods
public import PointSets

/// Points whose spectrum is 0 up to `a ν_c`, `H` up to `b ν_c` and 1 beyond.
///
/// `a` and `b` are the limits at which the pair correlation is nowhere negative: with `H = 1.25` the
/// empty ball holds 1.5 (two dimensions) to 8.5 (ten) times the volume of step blue noise's.
///
/// | | |
/// |---|---|
/// | Count | any |
/// | Spectrum | near 0 below `a ν_c`, about `H` on the stair |
/// | Cost | `d N²` for each of some 300 steps |
///
/// ## References
///
/// - B. Kailkhura et al., *Stair Blue Noise Sampling*, ACM TOG 35(6), 2016,
///   <https://doi.org/10.1145/2980179.2982435>.
public struct StairBlueNoise: Design {
  public static let name = "stair-blue-noise"
  public static let summary = "no power below a higher frequency, more than random just above it"

  /// `H`, the height of the stair.
  public let height: Double
  /// The steps of the search.
  public let iterations: Int
  /// Whether several threads may work; the points do not depend on it.
  public var isParallel = true

  public init(options: DesignOptions = DesignOptions()) throws(DesignError) {
    height = options.stairHeight ?? 1.25
    iterations = options.iterations ?? 300
    guard height >= 1, height <= 10 else {
      throw .option(design: Self.name, problem: "a stair is 1 to 10 high, not \(height)")
    }
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
      height: height, dimension: existing.dimension, iterations: iterations, isParallel: isParallel,
      design: Self.name)
    return try search.points(count, besides: existing, using: &generator, progress: progress)
  }
}
