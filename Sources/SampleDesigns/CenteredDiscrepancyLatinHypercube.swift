// Latin hypercube of small centred discrepancy.

public import NumericalMethods
public import PointSets

/// A centred Latin hypercube whose centred discrepancy a search has made small.
///
/// It starts from the ranks of a scrambled Sobol' sequence, which for many points is already far
/// better than what swaps reach from a random start, and goes on by enhanced stochastic
/// evolutionary search.
///
/// | | |
/// |---|---|
/// | Count | any |
/// | Growth | in free strata of the refined axes; the discrepancy is that of old and new together |
/// | Cost | linear in `N` for each swap tried (`iterations`); by default at most like `N^1.5` |
///
/// ## References
///
/// - R. Jin, W. Chen, A. Sudjianto, *An Efficient Algorithm for Constructing Optimal Design of
///   Computer Experiments*, J. Stat. Plan. Inference 134, 2005,
///   <https://doi.org/10.1016/j.jspi.2004.02.014>.
public struct CenteredDiscrepancyLatinHypercube: Design {
  public static let name = "lhs-cd"
  public static let summary = "Latin hypercube of small centred discrepancy"

  private let search: LatinSearch

  /// `iterations`: the swaps to try, or `nil` for a number that fits the size.
  public init(iterations: Int? = nil) throws(DesignError) {
    search = try LatinSearch(Self.name, iterations: iterations)
  }

  public init(options: DesignOptions) throws(DesignError) {
    try self.init(iterations: options.iterations)
  }

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, existing.dimension)
    let sequence = try OwenSobolDesign().points(
      count, dimension: existing.dimension, using: &generator)
    let start = latinized(sequence, besides: existing, within: .center, using: &generator)
    return search.improve(start, besides: existing, using: &generator, progress: progress) {
      CenteredDiscrepancySwaps($0)
    }
  }
}
