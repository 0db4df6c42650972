// Rank-1 lattice: the multiples of one vector, modulo 1, shifted by chance.

public import NumericalMethods
public import PointSets

/// The points `i z / N + shift` modulo 1, with a generating vector `z` from fast component-by-component
/// construction and a random shift.
///
/// | | |
/// |---|---|
/// | Count | any; prime ones are best, and some small composite ones leave little choice of `z` |
/// | Spectrum | `N` at the frequencies with `m·z` divisible by `N`, else 0 |
/// | Growth | far from everything on the torus: a lattice with more points is another lattice |
/// | Cost | `N log N` for each axis, and `N` for each divisor of `N` |
///
/// Every axis holds `N` equal steps. Made for smooth periodic functions; the weights `γ_j = 1/j` of
/// the construction favour the first axes mildly.
///
/// ## References
///
/// - D. Nuyens, R. Cools, *Fast Algorithms for Component-by-Component Construction of Rank-1 Lattice
///   Rules in Shift-Invariant Reproducing Kernel Hilbert Spaces*, Math. Comput. 75, 2006,
///   <https://doi.org/10.1090/S0025-5718-06-01785-6>.
public struct LatticeDesign: Design {
  public static let name = "lattice"
  public static let summary = "rank-1 lattice by component-by-component construction, shifted"

  private let boundary: Boundary

  public init(boundary: Boundary = .torus) { self.boundary = boundary }

  public init(options: DesignOptions) { self.init(boundary: options.boundary ?? .torus) }

  public func points(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, dimension)
    let vector = LatticeConstruction(count: count).vector(dimension: dimension, progress: progress)
    let columns = vector.map { component in
      let shift = generator.uniform()
      return (0..<count).map { index in
        let place = Double(index * component % count) / Double(count) + shift
        return place < 1 ? place : place - 1
      }
    }
    return PointSet(columns: columns)
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
