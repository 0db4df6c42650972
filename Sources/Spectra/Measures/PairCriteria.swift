// Criteria that sum over all pairs: the distance criterion phi_p and MaxPro.

internal import Foundation
public import NumericalMethods
public import PointSets

/// The distance criterion `φ_p` and the projection criterion MaxPro of points in the box.
///
/// `φ_p = (Σ_{i<j} |x_i - x_j|^{-p})^{1/p}`, computed as `(1/D) (Σ (D/d_ij)^p)^{1/p}` with the least
/// distance `D`, so that no power overflows. `MaxPro = (mean_{i<j} Π_k (x_ik - x_jk)^{-2})^{1/d}`.
/// Less is better. Time `d N²/2`, the same result on any number of threads.
///
/// ## References
///
/// - M. Morris, T. Mitchell, *Exploratory designs for computational experiments*, J. Stat. Plan.
///   Inference 43, 1995, <https://doi.org/10.1016/0378-3758(94)00035-T>.
/// - V. R. Joseph, E. Gul, S. Ba, *Maximum projection designs for computer experiments*, Biometrika
///   102, 2015, <https://doi.org/10.1093/biomet/asv002>.
public struct PairCriteria: Sendable, Hashable {
  /// `φ_p` of each exponent; infinite where two points are one.
  public let phi: [Double]
  /// The MaxPro criterion; infinite where two points share a coordinate.
  public let maxPro: Double

  /// The criteria of at least two points; `exponents`: the numbers `p > 0` of `φ_p`.
  public init(
    of points: PointSet, exponents: [Int], threads: Int = defaultThreadCount
  ) throws(SpectrumError) {
    try check(points, needed: 2)
    precondition(exponents.allSatisfy { $0 > 0 }, "exponents \(exponents)")
    let least = minimumDistance(of: points, boundary: .box) ?? 0
    let rows = CriterionRows(
      columns: Columns(points), leastSquare: least * least, exponents: exponents)
    let sums = rows.sums(threads: threads)
    phi = zip(exponents, sums).map { pow($1, 1 / Double($0)) / least }
    let pairs = Double(points.count) * Double(points.count - 1) / 2
    let mean = (sums.last ?? 0) / pairs
    maxPro = CriterionRows.scale * pow(mean, 1 / Double(points.dimension))
  }
}

private struct CriterionRows: Sendable {
  let columns: Columns
  let leastSquare: Double
  let exponents: [Int]

  /// About `e³`: the mean of `log (x - y)²` for uniform coordinates is -3, and products over a
  /// hundred axes stay in range if each factor is divided by that.
  static let scale = 20.0
  private static let blockSize = 64

  /// The sums of each power, then of the products.
  func sums(threads: Int) -> [Double] {
    let blocks = (columns.count + Self.blockSize - 1) / Self.blockSize
    let none = [Double](repeating: 0, count: exponents.count + 1)
    let parts = concurrentMap(blocks, jobs: threads) { block in
      var sums = [Quad](repeating: .zero, count: exponents.count + 1)
      for point in blockRange(block, size: Self.blockSize, of: columns.count) {
        addRow(point, to: &sums)
      }
      return sums.map { $0.sum() }
    }
    return parts.reduce(none) { zip($0, $1).map(+) }
  }

  private func addRow(_ point: Int, to sums: inout [Quad]) {
    columns.values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return }
      for other in stride(from: point + 1, to: columns.count, by: 4) {
        var (square, product) = (Quad.zero, Quad(repeating: 1))
        for axis in 0..<columns.dimension {
          let row = base + axis * columns.stride
          let difference = row.quad(other) - row[point]
          let term = difference * difference
          square += term
          product *= Self.scale * term
        }
        let kept = columns.count - other
        let ratio = leastSquare / keeping(kept, of: square, else: .infinity)
        for (index, exponent) in exponents.enumerated() {
          sums[index] += power(ratio, exponent)
        }
        sums[exponents.count] += 1 / keeping(kept, of: product, else: .infinity)
      }
    }
  }

  /// `(ratio^{1/2})^exponent` by repeated squaring.
  @inline(__always)
  private func power(_ ratio: Quad, _ exponent: Int) -> Quad {
    var result = exponent.isMultiple(of: 2) ? Quad(repeating: 1) : ratio.squareRoot()
    var (square, rest) = (ratio, exponent / 2)
    while rest > 0 {
      if !rest.isMultiple(of: 2) { result *= square }
      square *= square
      rest /= 2
    }
    return result
  }
}
