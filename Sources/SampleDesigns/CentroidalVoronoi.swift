// Centroidal Voronoi design: each point is the mean of the places that are nearest to it.

public import NumericalMethods
public import PointSets

/// Points each of which is the mean of its Voronoi cell: k-means of the cube itself.
///
/// Lloyd's iteration with random probes in place of cells, so that it works in any dimension: each
/// probe goes to its nearest point, and each point moves to the mean of its probes, over all rounds
/// so far with the last ones counting most. Existing points take probes and stay.
///
/// | | |
/// |---|---|
/// | Count | any |
/// | Cost | 32 probes a point and round (20, or the option of iterations), each a nearest point |
///
/// ## References
///
/// - Q. Du, V. Faber, M. Gunzburger, *Centroidal Voronoi Tessellations*, SIAM Review 41, 1999,
///   <https://doi.org/10.1137/S0036144599352836>.
/// - L. Ju, Q. Du, M. Gunzburger, *Probabilistic methods for centroidal Voronoi tessellations*,
///   Parallel Computing 28, 2002, <https://doi.org/10.1016/S0167-8191(02)00151-5>.
public struct CentroidalVoronoi: Design {
  public static let name = "cvt"
  public static let summary = "each point the mean of the places nearest to it"

  private static let probesPerPoint = 32

  public let boundary: Boundary
  public let rounds: Int

  public init(boundary: Boundary = .box, rounds: Int = 20) {
    precondition(rounds > 0, "\(rounds) rounds move nothing")
    (self.boundary, self.rounds) = (boundary, rounds)
  }

  public init(options: DesignOptions) throws(DesignError) {
    let rounds = options.iterations ?? 20
    guard rounds > 0 else {
      throw .option(design: Self.name, problem: "\(rounds) iterations move nothing")
    }
    self.init(boundary: options.boundary ?? .box, rounds: rounds)
  }

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, existing.dimension)
    var points = try SampleElimination(boundary: boundary, poolFactor: 3)
      .points(count, besides: existing, using: &generator)
    for round in 0..<rounds {
      points = moved(points, besides: existing, round: round, using: &generator)
      progress(Double(round + 1) / Double(rounds))
    }
    return points
  }

  /// One round: probes are drawn, and each new point moves towards the mean of its probes.
  private func moved(
    _ points: PointSet, besides existing: PointSet, round: Int,
    using generator: inout SeededGenerator
  ) -> PointSet {
    let dimension = points.dimension
    let grid = CellGrid(points.appending(existing), boundary: boundary)
    var sums = [Double](repeating: 0, count: points.coordinates.count)
    var hits = [Int](repeating: 0, count: points.count)
    var probe = [Double](repeating: 0, count: dimension)
    let guess = 1.5 * CellGrid.typicalDistance(grid.count, dimension)
    for _ in 0..<Self.probesPerPoint * grid.count {
      for axis in 0..<dimension { probe[axis] = generator.uniform() }
      let found = grid.nearest(to: probe, within: guess) ?? grid.nearest(to: probe)
      guard let nearest = found?.point, nearest < points.count else { continue }
      hits[nearest] += 1
      for axis in 0..<dimension {
        sums[nearest * dimension + axis] += boundary.difference(
          probe[axis], points[nearest, axis])
      }
    }
    // A full step at first, then shorter ones, which average the chance of the probes away.
    let step = round < rounds / 2 ? 1 : 2 / (2 + Double(round - rounds / 2))
    let moved = points.coordinates.indices.map { index in
      let mean = sums[index] / Double(max(1, hits[index / dimension]))
      let place = points.coordinates[index] + step * mean
      return boundary == .torus ? place - place.rounded(.down) : min(1, max(0, place))
    }
    return PointSet(coordinates: moved, dimension: dimension)
  }
}
