// Full grid: every combination of equally spaced levels, from face to face.

public import NumericalMethods
public import PointSets

/// Every combination of `n` levels `0, 1/(n-1), …, 1` of each coordinate.
///
/// | | |
/// |---|---|
/// | Count | `n^d` only |
/// | Growth | far from everything, at any count |
/// | Cost | linear in count and dimension |
///
/// A full factorial design: good for tables and for `d <= 2`; each projection onto an axis shows but
/// `n` values. One level is the middle.
public struct GridDesign: Design {
  public static let name = "grid"
  public static let summary = "every combination of equally spaced levels, faces included"

  private let boundary: Boundary

  public init(boundary: Boundary = .box) { self.boundary = boundary }

  public init(options: DesignOptions) { self.init(boundary: options.boundary ?? .box) }

  public func points(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    let side = try gridSide(Self.name, count, dimension)
    let coordinates = gridCoordinates(side: side, dimension: dimension) {
      side == 1 ? 0.5 : Double($0) / Double(side - 1)
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
