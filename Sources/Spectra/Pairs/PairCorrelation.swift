// PairCorrelation: how many pairs lie at each distance, over what independent points would have.

internal import Foundation
public import NumericalMethods
public import PointSets

/// The pair correlation `G(r)` of a design as a histogram, from one point set or several.
///
/// `G[b] = n_b / (N(N-1)/2 · v_b)` for `n_b` pairs at distances `r_b <= r < r_{b+1}`, where
/// `v_b = ∫ s_d(r) γ(r) dr` with the exact edge correction ``SetCovariance``: unbiased in each bin,
/// in every dimension, in the box and on the torus. Independent points have `G = 1`.
///
/// Time: linear in the points and the pairs that are counted where a ball of the greatest radius
/// holds few points, otherwise `d N²/2`.
public struct PairCorrelation: Sendable, Hashable, Codable {
  /// The ends of the bins: one more than bins.
  public let edges: [Double]
  /// `G` in each bin, averaged over the realizations.
  public let values: [Double]
  /// The standard error of each value: over realizations where there are several, otherwise as if
  /// the pairs were counted independently (a model).
  public let errors: [Double]

  /// The middles of the bins.
  public var radii: [Double] { zip(edges, edges.dropFirst()).map { ($0 + $1) / 2 } }

  /// The natural scale of a distance, `r_c = (N V_d)^{-1/d}`: a ball of it holds one point.
  public static func naturalRadius(_ count: Int, _ dimension: Int) -> Double {
    pow(Double(count) * unitBallVolume(dimension), -1 / Double(dimension))
  }

  /// The histogram of some realizations of one design, equal in count and dimension.
  ///
  /// `radius`: by default `8 r_c`, at most 1/2 on the torus and 1 in the box, where no estimate
  /// without bias goes further.
  public init(
    of realizations: [PointSet], boundary: Boundary, radius: Double? = nil, bins: Int = 64,
    threads: Int = defaultThreadCount
  ) throws(SpectrumError) {
    try check(realizations: realizations, needed: 2)
    precondition(bins > 0 && bins <= 1 << 20, "\(bins) bins")
    let (count, dimension) = (realizations[0].count, realizations[0].dimension)
    let covariance =
      boundary == .box ? SetCovariance(cube: dimension) : SetCovariance(torus: dimension)
    let reach = radius ?? min(covariance.validRadius, 8 * Self.naturalRadius(count, dimension))
    guard reach > 0, reach <= covariance.validRadius else {
      throw .radius(reach, most: covariance.validRadius)
    }
    let ends = (0...bins).map { reach * Double($0) / Double(bins) }
    let expected = zip(ends, ends.dropFirst()).map {
      Double(count) * Double(count - 1) / 2 * covariance.shellVolume(from: $0, to: $1)
    }
    let each = realizations.map { points in
      zip(Self.counts(points, boundary, ends, threads), expected).map { Double($0) / $1 }
    }
    let bars = (0..<bins).map { bin in meanAndError(each.map { $0[bin] }) }
    edges = ends
    values = bars.map(\.mean)
    errors = bars.indices.map { bin in
      bars[bin].error ?? (max(1, bars[bin].mean * expected[bin]).squareRoot() / expected[bin])
    }
  }

  /// The pairs in each bin; a distance on the edge of two belongs to the upper one.
  private static func counts(
    _ points: PointSet, _ boundary: Boundary, _ edges: [Double], _ threads: Int
  ) -> [Int] {
    let bins = edges.count - 1
    let scale = Double(bins) / edges[bins]
    let pairs = PairDistances(points, boundary: boundary, within: edges[bins])
    let parts = pairs.fold([Int](repeating: 0, count: bins), threads: threads) { counts, squares in
      for square in squares {
        let distance = square.squareRoot()
        guard distance < edges[bins] else { continue }
        var bin = min(bins - 1, Int(distance * scale))
        if distance < edges[bin] { bin -= 1 } else if distance >= edges[bin + 1] { bin += 1 }
        counts[bin] += 1
      }
    }
    return parts.reduce(into: [Int](repeating: 0, count: bins)) { sum, part in
      for bin in sum.indices { sum[bin] += part[bin] }
    }
  }
}
