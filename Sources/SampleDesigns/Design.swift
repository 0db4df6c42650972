// What a sample design promises: exactly the points asked for, the same ones for the same seed.

public import NumericalMethods
public import PointSets

/// A way to place sample points in the unit cube.
public protocol Design: Sendable {
  /// The name that the command line and the reports use.
  static var name: String { get }

  /// One line for the table of designs.
  static var summary: String { get }

  /// The design that some options describe; an option that it has no use for is ignored.
  init(options: DesignOptions) throws(DesignError)

  /// Places exactly `count` points, or says why that cannot be.
  ///
  /// `progress`: called now and then with the share of the work that is done.
  func points(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet

  /// Places `count` new points among existing ones, which stay where they are.
  ///
  /// Only the new points are returned.
  func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet
}

extension Design {
  /// Places a new design as one that grows from nothing.
  public func points(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, dimension)
    return try points(
      count, besides: PointSet(dimension: dimension), using: &generator, progress: progress)
  }

  /// Places exactly `count` points, or says why that cannot be.
  public func points(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator
  ) throws(DesignError) -> PointSet {
    try points(count, dimension: dimension, using: &generator) { _ in }
  }

  /// Places `count` new points among existing ones, which stay where they are.
  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator
  ) throws(DesignError) -> PointSet {
    try points(count, besides: existing, using: &generator) { _ in }
  }
}

/// What the command line and a configuration file may say about a design; `nil` is the design's own
/// choice.
public struct DesignOptions: Sendable, Hashable {
  /// Whether distances wrap around.
  public var boundary: Boundary?
  /// The least distance of a Poisson disk design, where it is wanted instead of the count.
  public var radius: Double?
  /// The steps of an iterative design.
  public var iterations: Int?
  /// The cut-off frequency of a spectral design, in cycles per side.
  public var cutoff: Double?
  /// The height of the stair of a stair blue noise design.
  public var stairHeight: Double?

  public init() {}
}
