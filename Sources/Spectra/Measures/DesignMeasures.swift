// DesignMeasures: all measures of a point set in one value.

internal import Foundation
public import NumericalMethods
public import PointSets

/// All measures of a point set that are single numbers.
///
/// A measure is `nil` where it is infinite, where the points are too few for it, or where its time,
/// quadratic in the number of points, was not wanted.
public struct DesignMeasures: Sendable, Hashable, Codable {
  public let count: Int
  public let dimension: Int
  /// The discrepancies: three of them squared, see ``Discrepancies``.
  public let discrepancies: Discrepancies?
  /// The least distance of two points in the box.
  public let minimumDistance: Double?
  /// The least distance of two points on the torus.
  public let minimumDistanceOnTorus: Double?
  /// A lower bound on the greatest distance of a place to the nearest point, in the box.
  public let fillDistance: Double?
  /// The fill distance over half the least distance, in the box: 1 or more, small if even.
  public let meshRatio: Double?
  /// The distance criterion `φ_20`.
  public let phi20: Double?
  /// The distance criterion `φ_50`.
  public let phi50: Double?
  /// The MaxPro criterion; infinite, and `nil`, where two points share a coordinate.
  public let maxPro: Double?
  /// The mean edge of the minimum spanning tree.
  public let treeMean: Double?
  /// The standard deviation of the edges of the minimum spanning tree.
  public let treeDeviation: Double?
  /// The greatest absolute correlation of two axes.
  public let maximumCorrelation: Double
  /// Whether the points are a Latin hypercube.
  public let isLatin: Bool

  /// Computes all measures.
  ///
  /// `quadraticLimit`: the most points for which measures are computed whose time is quadratic.
  /// `progress`: called with the share of the work that is done.
  public init(
    of points: PointSet, quadraticLimit: Int = 50_000, threads: Int = defaultThreadCount,
    progress: (Double) -> Void = { _ in }
  ) throws(SpectrumError) {
    try check(points)
    let isQuadratic = points.count <= quadraticLimit
    (count, dimension) = (points.count, points.dimension)
    maximumCorrelation = maximumAbsoluteCorrelation(of: points)
    isLatin = Spectra.isLatin(points)
    minimumDistance = Spectra.minimumDistance(of: points, boundary: .box)
    minimumDistanceOnTorus = Spectra.minimumDistance(of: points, boundary: .torus)
    progress(0.1)
    let fill = Spectra.fillDistance(of: points, boundary: .box, threads: threads)
    fillDistance = fill
    meshRatio = finite(2 * (fill ?? .nan) / (minimumDistance ?? .nan))
    progress(0.4)
    discrepancies = isQuadratic ? try Discrepancies(of: points, threads: threads) : nil
    progress(0.6)
    let criteria =
      isQuadratic && points.count > 1
      ? try PairCriteria(of: points, exponents: [20, 50], threads: threads) : nil
    phi20 = finite(criteria?.phi[0])
    phi50 = finite(criteria?.phi[1])
    maxPro = finite(criteria?.maxPro)
    progress(0.8)
    let tree = isQuadratic ? MinimumSpanningTree(of: points) : nil
    (treeMean, treeDeviation) = (tree?.mean, tree?.deviation)
    progress(1)
  }
}

/// A number that is finite, or none.
private func finite(_ value: Double?) -> Double? {
  value.flatMap { $0.isFinite ? $0 : nil }
}
