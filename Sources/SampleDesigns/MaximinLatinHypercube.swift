// Maximin Latin hypercube: its points keep as far from one another as swaps can make them.

public import NumericalMethods
public import PointSets

/// A centred Latin hypercube whose crowding `φ_p` (`p = 32`) a search has made small.
///
/// | | |
/// |---|---|
/// | Count | any |
/// | Growth | in free strata of the refined axes; the crowding is that of old and new together |
/// | Cost | linear in `N` for each swap tried (`iterations`); by default at most like `N^1.5` |
///
/// ## References
///
/// - M. D. Morris, T. J. Mitchell, *Exploratory Designs for Computational Experiments*, J. Stat.
///   Plan. Inference 43, 1995, <https://doi.org/10.1016/0378-3758(94)00035-T>.
/// - R. Jin, W. Chen, A. Sudjianto, *An Efficient Algorithm for Constructing Optimal Design of
///   Computer Experiments*, J. Stat. Plan. Inference 134, 2005,
///   <https://doi.org/10.1016/j.jspi.2004.02.014>.
public struct MaximinLatinHypercube: Design {
  public static let name = "lhs-maximin"
  public static let summary = "Latin hypercube whose points keep far from one another"

  private let search: LatinSearch
  private let boundary: Boundary

  /// `iterations`: the swaps to try, or `nil` for a number that fits the size.
  public init(iterations: Int? = nil, boundary: Boundary = .box) throws(DesignError) {
    search = try LatinSearch(Self.name, iterations: iterations)
    self.boundary = boundary
  }

  public init(options: DesignOptions) throws(DesignError) {
    try self.init(iterations: options.iterations, boundary: options.boundary ?? .box)
  }

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, existing.dimension)
    let start = latinHypercube(count, besides: existing, within: .center, using: &generator)
    return search.improve(start, besides: existing, using: &generator, progress: progress) {
      MaximinSwaps($0, boundary: boundary)
    }
  }
}
