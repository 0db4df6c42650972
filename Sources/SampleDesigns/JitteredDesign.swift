// Jittered design: one random point in each cell of a regular grid.

public import NumericalMethods
public import PointSets

/// One evenly drawn point in each of `n^d` equal cells.
///
/// | | |
/// |---|---|
/// | Count | `n^d` only |
/// | Spectrum | `1 - Π_i sinc²(m_i/n)` |
/// | Growth | far from everything, at any count |
/// | Cost | linear in count and dimension |
public struct JitteredDesign: Design {
  public static let name = "jittered"
  public static let summary = "one random point in each cell of a regular grid"

  private let boundary: Boundary

  public init(boundary: Boundary = .box) { self.boundary = boundary }

  public init(options: DesignOptions) { self.init(boundary: options.boundary ?? .box) }

  public func points(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    let side = try gridSide(Self.name, count, dimension)
    var chance = generator
    let coordinates = gridCoordinates(side: side, dimension: dimension) {
      stratum($0, of: side, at: chance.uniform())
    }
    generator = chance
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
