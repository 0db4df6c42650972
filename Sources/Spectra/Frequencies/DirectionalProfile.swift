// DirectionalProfile: the power on the axes and on the diagonals, apart from all other directions.

internal import Foundation
internal import NumericalMethods
internal import PointSets

/// The power on the axes `k e_a` and on the diagonals `k (e_a ± e_b)`.
///
/// Latin hypercubes, scrambled nets, jittered points and grids differ there from what the radial
/// mean shows. On the axes a Latin hypercube has `P = 1 - sinc²(k/N)`.
public struct DirectionalProfile: Sendable, Hashable, Codable {
  /// The power at `k e_a`: for each axis, the frequencies `k = 1, 2, …`.
  public let axes: [[Double]]
  /// The power at `k (e_a ± e_b)`, of length `k √2`, averaged over pairs of axes and both signs;
  /// empty in one dimension.
  public let diagonals: [Double]

  /// The power on the axes, averaged over them.
  public var axisMean: [Double] {
    (axes.first ?? []).indices.map { index in
      axes.reduce(0) { $0 + $1[index] } / Double(axes.count)
    }
  }

  /// The pairs of axes whose diagonals are taken, at most.
  static let pairLimit = 64

  /// The means over some realizations, to the frequency `reach` on the axes and as far on diagonals.
  init(of realizations: [PointSet], upTo reach: Int, threads: Int) {
    let dimension = realizations[0].dimension
    axes = (0..<dimension).map { axis in
      Self.mean(
        realizations.map { $0.projected(on: [axis]) }, along: [[1]], upTo: reach, threads)[0]
    }
    let pairs = (0..<dimension).lazy.flatMap { first in
      (0..<first).lazy.map { second in [second, first] }
    }.prefix(Self.pairLimit)
    let length = Int(Double(reach) / 2.0.squareRoot())
    guard !pairs.isEmpty, length > 0 else {
      diagonals = []
      return
    }
    let all = Array(pairs).flatMap { pair in
      Self.mean(
        realizations.map { $0.projected(on: pair) }, along: [[1, 1], [1, -1]], upTo: length, threads
      )
    }
    diagonals = (0..<length).map { index in
      all.reduce(0) { $0 + $1[index] } / Double(all.count)
    }
  }

  /// For each direction the power at its multiples, averaged over the point sets.
  private static func mean(
    _ sets: [PointSet], along directions: [[Int32]], upTo reach: Int, _ threads: Int
  ) -> [[Double]] {
    let components = directions.flatMap { direction in
      (1...reach).flatMap { multiple in direction.map { $0 * Int32(multiple) } }
    }
    let modes = IntegerModes(components: components, dimension: sets[0].dimension)
    var sum = [Double](repeating: 0, count: modes.count)
    for points in sets {
      for (index, power) in powers(of: points, at: modes, threads: threads).enumerated() {
        sum[index] += power / Double(sets.count)
      }
    }
    return directions.indices.map { Array(sum[$0 * reach..<($0 + 1) * reach]) }
  }
}

extension PointSet {
  /// The points seen along all but some axes.
  func projected(on axes: [Int]) -> PointSet {
    PointSet(
      coordinates: (0..<count).flatMap { point in axes.map { self[point, $0] } },
      dimension: axes.count)
  }
}
