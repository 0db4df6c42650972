// Discrepancy: how far the share of points in boxes is from the volume of the boxes.

internal import Foundation
public import NumericalMethods
public import PointSets

/// Four discrepancies of points in the unit cube, computed in one pass over all pairs.
///
/// With `δ = |x - y|` and `a = |x - 1/2|` on each axis, and products over the axes:
///
/// | | | |
/// |---|---|---|
/// | centred² | `(13/12)^d - 2/N Σ Π(1 + a/2 - a²/2)` | `+ 1/N² ΣΣ Π(1 + (a + a')/2 - δ/2)` |
/// | mixture² | `(19/12)^d - 2/N Σ Π(5/3 - a/4 - a²/4)` | `+ 1/N² ΣΣ Π(15/8 - (a + a')/4 - 3δ/4 + δ²/2)` |
/// | wrap-around² | `-(4/3)^d` | `+ 1/N² ΣΣ Π(3/2 - δ + δ²)` |
/// | L2-star² | `3^{-d} - 2^{1-d}/N Σ Π(1 - x²)` | `+ 1/N² ΣΣ Π(1 - max(x, x'))` |
///
/// Beware of the custom, which this type follows as SciPy does: the first three are given
/// **squared**, the last as the **square root**. Time `d N²/2`, the same result on any number of
/// threads. The terms cancel: a square is known to about `1e-15 (5/3)^d`.
///
/// ## References
///
/// - F. J. Hickernell, *A generalized discrepancy and quadrature error bound*, Math. Comp. 67, 1998,
///   <https://doi.org/10.1090/S0025-5718-98-00894-1>.
/// - Y. Zhou, K. Fang, J. Ning, *Mixture discrepancy for quasi-random point sets*, J. Complexity 29,
///   2013, <https://doi.org/10.1016/j.jco.2012.11.006>.
public struct Discrepancies: Sendable, Hashable, Codable {
  /// The square of the centred discrepancy.
  public let centredSquared: Double
  /// The square of the mixture discrepancy.
  public let mixtureSquared: Double
  /// The square of the wrap-around discrepancy.
  public let wrapAroundSquared: Double
  /// The L2-star discrepancy itself.
  public let star: Double

  public init(of points: PointSet, threads: Int = defaultThreadCount) throws(SpectrumError) {
    try check(points)
    let dimension = Double(points.dimension)
    let count = Double(points.count)
    let single = Self.singleSums(points)
    let pairs = PairProducts(points).sums(threads: threads)
    func value(_ constant: Double, _ factor: Double, _ measure: Int) -> Double {
      let double = (2 * pairs[measure] + single.diagonal[measure]) / (count * count)
      return constant - factor / count * single.linear[measure] + double
    }
    centredSquared = value(pow(13.0 / 12, dimension), 2, 0)
    mixtureSquared = value(pow(19.0 / 12, dimension), 2, 1)
    wrapAroundSquared = value(-pow(4.0 / 3, dimension), 0, 2)
    star = max(0, value(pow(3, -dimension), pow(2, 1 - dimension), 3)).squareRoot()
  }

  /// The sums over single points, and the terms of the double sums where both points are one.
  private static func singleSums(_ points: PointSet) -> (linear: Quad, diagonal: Quad) {
    var (linear, diagonal) = (Quad.zero, Quad.zero)
    for point in 0..<points.count {
      var (single, both) = (Quad(repeating: 1), Quad(repeating: 1))
      for x in points[point] {
        let a = abs(x - 0.5)
        single *= Quad(1 + (a - a * a) / 2, 5.0 / 3 - (a + a * a) / 4, 1, 1 - x * x)
        both *= Quad(1 + a, 15.0 / 8 - a / 2, 1.5, 1 - x)
      }
      linear += single
      diagonal += both
    }
    return (linear, diagonal)
  }
}

/// The products over the axes of the four kernels, summed over pairs of different points.
private struct PairProducts: Sendable {
  let places: Columns
  /// `|x - 1/2|` of each coordinate.
  let distances: [Double]

  init(_ points: PointSet) {
    places = Columns(points)
    distances = places.values.map { abs($0 - 0.5) }
  }

  private static let blockSize = 64

  /// Centred, mixture, wrap-around and star, each pair once.
  func sums(threads: Int) -> Quad {
    let blocks = (places.count + Self.blockSize - 1) / Self.blockSize
    return concurrentMap(blocks, jobs: threads) { block in
      blockRange(block, size: Self.blockSize, of: places.count).reduce(Quad.zero) {
        $0 + row($1)
      }
    }.reduce(.zero, +)
  }

  /// The sums over the pairs of a point with all later ones.
  private func row(_ point: Int) -> Quad {
    places.values.withUnsafeBufferPointer { places in
      distances.withUnsafeBufferPointer { distances in
        guard let x = places.baseAddress, let a = distances.baseAddress else { return .zero }
        return row(point, x, a)
      }
    }
  }

  private func row(
    _ point: Int, _ x: UnsafePointer<Double>, _ a: UnsafePointer<Double>
  ) -> Quad {
    let (count, stride) = (places.count, places.stride)
    var (centred, mixture, wrapped, star) = (Quad.zero, Quad.zero, Quad.zero, Quad.zero)
    for other in Swift.stride(from: point + 1, to: count, by: 4) {
      var (c, m) = (Quad(repeating: 1), Quad(repeating: 1))
      var (w, s) = (Quad(repeating: 1), Quad(repeating: 1))
      for axis in 0..<places.dimension {
        let start = axis * stride
        let (mine, their) = (x[start + point], x.quad(start + other))
        let between = magnitudes(their - mine)
        let edges = a.quad(start + other) + a[start + point]
        c *= 1 + 0.5 * (edges - between)
        m *= 1.875 - 0.25 * edges - between * (0.75 - 0.5 * between)
        w *= 1.5 - between * (1 - between)
        // max(x, y) = (x + y + |x - y|) / 2.
        s *= 1 - 0.5 * (their + mine + between)
      }
      let kept = count - other
      centred += keeping(kept, of: c, else: 0)
      mixture += keeping(kept, of: m, else: 0)
      wrapped += keeping(kept, of: w, else: 0)
      star += keeping(kept, of: s, else: 0)
    }
    return Quad(centred.sum(), mixture.sum(), wrapped.sum(), star.sum())
  }
}
