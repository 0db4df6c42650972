// What swaps change in the crowding of points, a smooth stand-in for their least distance.

import Foundation
import PointSets

/// The crowding `Σ_{i<j} (s/d_ij)^p` with `p = 32`, under swaps.
///
/// Its `p`-th root is `φ_p` but for the scale `s`, so both have the same order, and the greater `p`
/// the closer that is to the order of the least distance. The even power needs no root: `(s²/d²)^16`
/// is four squarings. A swap changes one term of each squared distance of two points, so with these
/// rows of distances at hand it costs `O(N)`.
///
/// ## References
///
/// - M. D. Morris, T. J. Mitchell, *Exploratory Designs for Computational Experiments*, J. Stat.
///   Plan. Inference 43, 1995, <https://doi.org/10.1016/0378-3758(94)00035-T>.
struct MaximinSwaps: SwapCriterion {
  private let count: Int
  /// The side around which differences wrap; infinite in a box.
  private let side: SIMD4<Double>
  /// `s²`, the square of about the greatest least distance.
  private let scale: SIMD4<Double>
  private var axes: [PackedRow]
  private var members: [Int] = []
  /// The squared distances of the focus; infinite for a point to itself and behind the last.
  private var rows: [PackedRow] = []

  init(_ points: PointSet, boundary: Boundary) {
    count = points.count
    side = SIMD4(repeating: boundary == .torus ? 1 : .infinity)
    // d/6 is the mean squared distance, N^(-1/d) the side of the share of a point.
    let share = pow(Double(max(1, points.count)), -2 / Double(points.dimension))
    scale = SIMD4(repeating: Double(points.dimension) / 6 * share)
    axes = (0..<points.dimension).map { PackedRow(points.column($0), filler: 0) }
  }

  var points: PointSet { PointSet(columns: axes.map { axis in (0..<count).map { axis[$0] } }) }

  mutating func focus(on points: [Int]) {
    members = points
    rows = points.map { point in
      var row = PackedRow(Array(repeating: 0, count: count), filler: .infinity)
      for axis in axes {
        let own = SIMD4(repeating: axis[point])
        for place in row.vectors.indices {
          row.vectors[place] += square(own, axis.vectors[place])
        }
      }
      row[point] = .infinity
      return row
    }
  }

  func change(_ first: Int, _ second: Int, axis: Int) -> Double {
    let (i, j, axis) = (members[first], members[second], axes[axis])
    let (old, new) = (SIMD4(repeating: axis[i]), SIMD4(repeating: axis[j]))
    // The two points stay as far apart as they were: the vectors that hold them are summed apart.
    let apart = Set([i >> 2, j >> 2]).sorted()
    var sum = SIMD4<Double>.zero
    rows[first].vectors.withUnsafeBufferPointer { own in
      rows[second].vectors.withUnsafeBufferPointer { other in
        axis.vectors.withUnsafeBufferPointer { x in
          var start = 0
          for end in apart + [x.count] {
            for place in start..<end {
              let step = square(new, x[place]) - square(old, x[place])
              sum += change(own[place], other[place], step)
            }
            start = end + 1
          }
        }
      }
    }
    for place in apart {
      var step = square(new, axis.vectors[place]) - square(old, axis.vectors[place])
      for point in [i, j] where point >> 2 == place { step[point & 3] = 0 }
      sum += change(rows[first].vectors[place], rows[second].vectors[place], step)
    }
    return sum.sum()
  }

  /// What it changes to move squared distances by a step from one point to the other.
  @inline(__always)
  private func change(
    _ own: SIMD4<Double>, _ other: SIMD4<Double>, _ step: SIMD4<Double>
  ) -> SIMD4<Double> {
    crowding(own + step) + crowding(other - step) - crowding(own) - crowding(other)
  }

  mutating func swap(_ first: Int, _ second: Int, axis: Int) {
    let (i, j) = (members[first], members[second])
    let (xi, xj) = (axes[axis][i], axes[axis][j])
    let (old, new, pair) = (SIMD4(repeating: xi), SIMD4(repeating: xj), rows[first][j])
    for place in axes[axis].vectors.indices {
      let x = axes[axis].vectors[place]
      let step = square(new, x) - square(old, x)
      rows[first].vectors[place] += step
      rows[second].vectors[place] -= step
    }
    (rows[first][j], rows[second][i]) = (pair, pair)
    for (place, member) in members.enumerated() where place != first && place != second {
      rows[place][i] = rows[first][member]
      rows[place][j] = rows[second][member]
    }
    (axes[axis][i], axes[axis][j]) = (xj, xi)
  }

  /// The squared difference of coordinates.
  @inline(__always)
  private func square(_ first: SIMD4<Double>, _ second: SIMD4<Double>) -> SIMD4<Double> {
    var difference = (first - second).magnitudes
    let around = side - difference
    difference.replace(with: around, where: around .< difference)
    return difference * difference
  }

  /// `(s²/d²)^16`; a distance that rounding has made negative or 0 is as short as can be told.
  @inline(__always)
  private func crowding(_ square: SIMD4<Double>) -> SIMD4<Double> {
    var ratio = scale / square.replacing(with: 1e-14, where: square .< 1e-14)
    ratio *= ratio
    ratio *= ratio
    ratio *= ratio
    return ratio * ratio
  }
}
