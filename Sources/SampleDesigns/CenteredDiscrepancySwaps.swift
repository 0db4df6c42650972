// What swaps change in the centred discrepancy.

import PointSets

/// The squared centred discrepancy of points `z = x - 1/2`, under swaps.
///
/// `CD² = (13/12)^d - (2/N) Σ_i g_i + (1/N²) Σ_ij C_ij`, where
/// `g_i = Π_k (1 + |z_ik|/2 - z_ik²/2)` and
/// `C_ij = Π_k (1 + (|z_ik| + |z_jk| - |z_ik - z_jk|)/2)`. A swap multiplies the rows of the two
/// points in `C` by ratios of one factor, so with these rows at hand it costs `O(N)`.
///
/// ## References
///
/// - F. J. Hickernell, *A Generalized Discrepancy and Quadrature Error Bound*, Math. Comput. 67,
///   1998, <https://doi.org/10.1090/S0025-5718-98-00894-1>.
struct CenteredDiscrepancySwaps: SwapCriterion {
  private let count: Int
  /// `z`, axis by axis, four points to a vector; what fills the last vector is 0 and has no effect.
  private var axes: [PackedRow]
  private var gains: [Double]
  private var members: [Int] = []
  /// The rows of `C` of the focus.
  private var rows: [PackedRow] = []

  init(_ points: PointSet) {
    count = points.count
    let columns = (0..<points.dimension).map { axis in points.column(axis).map { $0 - 0.5 } }
    axes = columns.map { PackedRow($0, filler: 0) }
    gains = Array(repeating: 1, count: points.count)
    for column in columns {
      for point in 0..<points.count { gains[point] *= Self.gain(column[point]) }
    }
  }

  var points: PointSet {
    PointSet(columns: axes.map { axis in (0..<count).map { axis[$0] + 0.5 } })
  }

  mutating func focus(on points: [Int]) {
    members = points
    rows = points.map { point in
      var row = PackedRow(Array(repeating: 1, count: count), filler: 1)
      for axis in axes {
        let factor = Factor(axis[point])
        for place in row.vectors.indices { row.vectors[place] *= factor(axis.vectors[place]) }
      }
      return row
    }
  }

  func change(_ first: Int, _ second: Int, axis: Int) -> Double {
    let (i, j, axis) = (members[first], members[second], axes[axis])
    let (old, new) = (Factor(axis[i]), Factor(axis[j]))
    var sum = SIMD4<Double>.zero
    rows[first].vectors.withUnsafeBufferPointer { own in
      rows[second].vectors.withUnsafeBufferPointer { other in
        axis.vectors.withUnsafeBufferPointer { z in
          for place in z.indices {
            sum += Self.change(own[place], other[place], old(z[place]), new(z[place]))
          }
        }
      }
    }
    var products = sum.sum()
    for point in [i, j] {
      let z = SIMD4(repeating: axis[point])
      let (own, other) = (SIMD4(repeating: rows[first][point]), rows[second][point])
      products -= Self.change(own, SIMD4(repeating: other), old(z), new(z))[0]
    }
    products *= 2
    let ratio = (1 + abs(axis[j])) / (1 + abs(axis[i]))
    products += rows[first][i] * (ratio - 1) + rows[second][j] * (1 / ratio - 1)
    let gain = Self.gain(axis[j]) / Self.gain(axis[i])
    let singles = gains[i] * (gain - 1) + gains[j] * (1 / gain - 1)
    return products / Double(count * count) - 2 * singles / Double(count)
  }

  mutating func swap(_ first: Int, _ second: Int, axis: Int) {
    let (i, j) = (members[first], members[second])
    let (zi, zj) = (axes[axis][i], axes[axis][j])
    let (old, new) = (Factor(zi), Factor(zj))
    let (pair, ownDiagonal, otherDiagonal) = (rows[first][j], rows[first][i], rows[second][j])
    for place in axes[axis].vectors.indices {
      let z = axes[axis].vectors[place]
      let ratio = new(z) / old(z)
      rows[first].vectors[place] *= ratio
      rows[second].vectors[place] /= ratio
    }
    let ratio = (1 + abs(zj)) / (1 + abs(zi))
    (rows[first][i], rows[second][j]) = (ownDiagonal * ratio, otherDiagonal / ratio)
    (rows[first][j], rows[second][i]) = (pair, pair)
    for (place, member) in members.enumerated() where place != first && place != second {
      rows[place][i] = rows[first][member]
      rows[place][j] = rows[second][member]
    }
    let gain = Self.gain(zj) / Self.gain(zi)
    gains[i] *= gain
    gains[j] /= gain
    (axes[axis][i], axes[axis][j]) = (zj, zi)
  }

  private static func gain(_ z: Double) -> Double { 1 + abs(z) / 2 - z * z / 2 }

  /// `own (new/old - 1) + other (old/new - 1)`, with one division.
  @inline(__always)
  private static func change(
    _ own: SIMD4<Double>, _ other: SIMD4<Double>, _ old: SIMD4<Double>, _ new: SIMD4<Double>
  ) -> SIMD4<Double> {
    (new - old) * (own * new - other * old) / (old * new)
  }

  /// `1 + (|a| + |z| - |a - z|)/2`.
  private struct Factor {
    private let place: SIMD4<Double>
    private let start: SIMD4<Double>

    init(_ a: Double) {
      (place, start) = (SIMD4(repeating: a), SIMD4(repeating: 1 + abs(a) / 2))
    }

    @inline(__always)
    func callAsFunction(_ z: SIMD4<Double>) -> SIMD4<Double> {
      start + 0.5 * (z.magnitudes - (place - z).magnitudes)
    }
  }
}
