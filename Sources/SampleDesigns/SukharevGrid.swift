// Sukharev grid: the centres of the cells of a regular grid.

public import NumericalMethods
public import PointSets

/// The centres `(i + 1/2)/n` of `n^d` equal cells.
///
/// | | |
/// |---|---|
/// | Count | `n^d` only |
/// | Spectrum | `N` where `n` divides every frequency, else 0 |
/// | Growth | far from everything, at any count |
/// | Cost | linear in count and dimension |
///
/// No design of as many points comes closer to every place of the box in the largest coordinate
/// difference.
///
/// ## References
///
/// - A. G. Sukharev, *Optimal Strategies of the Search for an Extremum*, USSR Comput. Math. Math.
///   Phys. 11(4), 1971, <https://doi.org/10.1016/0041-5553(71)90008-5>.
public struct SukharevGrid: Design {
  public static let name = "sukharev"
  public static let summary = "the centres of the cells of a regular grid"

  private let boundary: Boundary

  public init(boundary: Boundary = .box) { self.boundary = boundary }

  public init(options: DesignOptions) { self.init(boundary: options.boundary ?? .box) }

  public func points(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    let side = try gridSide(Self.name, count, dimension)
    let coordinates = gridCoordinates(side: side, dimension: dimension) {
      (Double($0) + 0.5) / Double(side)
    }
    return PointSet(coordinates: coordinates, dimension: dimension)
  }

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, existing.dimension)
    return farthestFill(
      count, besides: existing, boundary: boundary, using: &generator, progress: progress)
  }
}
