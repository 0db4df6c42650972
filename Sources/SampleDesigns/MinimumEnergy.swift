// Minimum energy design: points that repel one another, at rest.

import Foundation
public import NumericalMethods
public import PointSets

/// Points at a low value of the Riesz energy `Σ_{i<j} |x_i - x_j|^{-s}` with `s = 2d`.
///
/// With `s` above `d` near neighbours decide, and the points spread evenly; the larger `s`, the nearer
/// to the largest least distance. Points start as a Poisson disk design and follow the force, summed
/// within two and a half times their spacing, in steps that shrink; a point that would leave the box
/// stays on its face.
///
/// | | |
/// |---|---|
/// | Count | any |
/// | Cost | 100 steps (or the option of iterations), each linear in `N` in few dimensions, quadratic in many |
///
/// ## References
///
/// - D. P. Hardin, E. B. Saff, *Discretizing Manifolds via Minimum Energy Points*, Notices of the AMS
///   51, 2004.
/// - V. R. Joseph, T. Dasgupta, R. Tuo, C. F. J. Wu, *Sequential Exploration of Complex Surfaces Using
///   Minimum Energy Designs*, Technometrics 57, 2015, <https://doi.org/10.1080/00401706.2014.881749>.
public struct MinimumEnergy: Design {
  public static let name = "minimum-energy"
  public static let summary = "points that repel one another, at rest"

  public let boundary: Boundary
  public let steps: Int

  public init(boundary: Boundary = .box, steps: Int = 100) {
    precondition(steps > 0, "\(steps) steps move nothing")
    (self.boundary, self.steps) = (boundary, steps)
  }

  public init(options: DesignOptions) throws(DesignError) {
    let steps = options.iterations ?? 100
    guard steps > 0 else {
      throw .option(design: Self.name, problem: "\(steps) iterations move nothing")
    }
    self.init(boundary: options.boundary ?? .box, steps: steps)
  }

  public func points(
    _ count: Int, besides existing: PointSet, using generator: inout SeededGenerator,
    progress: (Double) -> Void
  ) throws(DesignError) -> PointSet {
    try checkSize(count, existing.dimension)
    var points = try PoissonDisk(boundary: boundary).points(
      count, besides: existing, using: &generator)
    let spacing = pow(Double(count + existing.count), -1 / Double(existing.dimension))
    for step in 0..<steps {
      let length = 0.1 * spacing * (1 - Double(step) / Double(steps))
      points = moved(points, besides: existing, spacing: spacing, length: length)
      progress(Double(step + 1) / Double(steps))
    }
    return points
  }

  /// Moves every new point along its force, by at most a length.
  private func moved(
    _ points: PointSet, besides existing: PointSet, spacing: Double, length: Double
  ) -> PointSet {
    let dimension = points.dimension
    let grid = CellGrid(points.appending(existing), boundary: boundary, radius: 2.5 * spacing)
    var coordinates = points.coordinates
    var force = [Double](repeating: 0, count: dimension)
    for point in 0..<points.count {
      for axis in 0..<dimension { force[axis] = 0 }
      let place = Array(points[point])
      grid.forEachNeighbor(of: place, within: 2.5 * spacing) { other, square in
        guard other != point, square > 0 else { return }
        // The force |r|^{-s-1} along r, in units of the spacing.
        let strength = pow(spacing * spacing / square, Double(dimension) + 1)
        for axis in 0..<dimension {
          let difference = boundary.difference(
            place[axis], grid.coordinates[other * dimension + axis])
          force[axis] += strength * difference / spacing
        }
      }
      let size = force.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard size.isFinite else { continue }
      for axis in 0..<dimension {
        let moved = place[axis] + length * force[axis] / (1 + size)
        coordinates[point * dimension + axis] =
          boundary == .torus ? moved - moved.rounded(.down) : min(1, max(0, moved))
      }
    }
    return PointSet(coordinates: coordinates, dimension: dimension)
  }
}
