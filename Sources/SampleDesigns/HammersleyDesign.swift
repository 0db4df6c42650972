// Hammersley design: equal steps along the first axis, the Halton sequence along the others.

public import NumericalMethods
public import PointSets

/// The points `(i/N, φ_2(i), φ_3(i), φ_5(i), …)`, where `φ_b` mirrors the digits in base `b`.
///
/// | | |
/// |---|---|
/// | Count | any, known beforehand |
/// | Dimension | up to 1001 |
/// | Growth | far from everything: its first axis cannot grow |
/// | Cost | `N d log N` |
///
/// ## References
///
/// - J. M. Hammersley, *Monte Carlo Methods for Solving Multivariable Problems*, Ann. N. Y. Acad.
///   Sci. 86, 1960, <https://doi.org/10.1111/j.1749-6632.1960.tb42846.x>.
public struct HammersleyDesign: Design {
  public static let name = "hammersley"
  public static let summary = "equal steps along the first axis, Halton's along the others"

  private let boundary: Boundary

  public init(boundary: Boundary = .box) { self.boundary = boundary }

  public init(options: DesignOptions) { self.init(boundary: options.boundary ?? .box) }

  public func points(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, dimension)
    let steps = (0..<count).map { Double($0) / Double(count) }
    guard dimension > 1 else { return PointSet(coordinates: steps, dimension: 1) }
    let sequence = try HaltonSequence(Self.name, dimension: dimension - 1)
    return PointSet(
      columns: [steps] + (0..<dimension - 1).map { sequence.column($0, 0..<count) })
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
