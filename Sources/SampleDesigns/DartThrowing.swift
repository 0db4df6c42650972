// Dart throwing: random sequential addition of points that keep a distance from one another.

import NumericalMethods
import PointSets

/// Points that are added one at a time at random places, wherever none is closer than a radius.
struct DartThrowing {
  private(set) var grid: CellGrid
  private var place: [Double]

  /// The points so far; `total` and `radius` say what the cells are to be good for.
  init(besides existing: PointSet, boundary: Boundary, total: Int, radius: Double) {
    grid = CellGrid(existing, boundary: boundary, expecting: total, radius: radius)
    place = [Double](repeating: 0, count: existing.dimension)
  }

  /// Throws darts over the whole cube until there are `total` points, or until `patience` darts in a
  /// row have missed.
  mutating func fill(
    upTo total: Int, radius: Double, patience: Int, using generator: inout SeededGenerator
  ) {
    var misses = 0
    while grid.count < total && misses < patience {
      for axis in place.indices { place[axis] = generator.uniform() }
      if grid.isFree(place, radius: radius) {
        grid.insert(place)
        misses = 0
      } else {
        misses += 1
      }
    }
  }

  /// Throws darts at what the disks of a radius leave uncovered, until there are `total` points or
  /// nothing is left; returns whether nothing is left.
  ///
  /// What is left is kept as a list of voxels, each of which a point within would cover. In each
  /// round as many darts are thrown as there are voxels, each at a random one of them, which keeps
  /// the places of new points even over what is left; then the voxels are halved, and those that one
  /// disk covers are dropped. Gaps that are left have a size, so the rounds come to an end: the
  /// voxels that remain get so small that they lie in a gap or under a disk.
  mutating func saturate(
    upTo total: Int, radius: Double, using generator: inout SeededGenerator
  ) -> Bool {
    var voxels = Voxels(uncoveredBy: grid, radius: radius)
    while voxels.count > 0 {
      for _ in 0..<voxels.count {
        guard grid.count < total else { return false }
        voxels.draw(into: &place, using: &generator)
        if grid.isFree(place, radius: radius) { grid.insert(place) }
      }
      voxels = voxels.halved(uncoveredBy: grid, radius: radius)
    }
    return true
  }
}

extension CellGrid {
  /// Whether a small cube lies in the disk of one point.
  fileprivate func isCovered(_ middle: [Double], halfSide: Double, radius: Double) -> Bool {
    var isCovered = false
    walk(around: middle, radius * radius) { point, square in
      // The farthest corner: every difference grows by half the side.
      var farthest = square + Double(dimension) * halfSide * halfSide
      for axis in 0..<dimension {
        let difference = boundary.difference(
          coordinates[point * dimension + axis], middle[axis])
        farthest += 2 * halfSide * abs(difference)
      }
      guard farthest < radius * radius else { return radius * radius }
      isCovered = true
      return -1
    }
    return isCovered
  }
}

/// Equal cubes that hold all that some disks leave uncovered.
private struct Voxels {
  private let dimension: Int
  /// The voxels along a side of the unit cube.
  private let side: Int
  /// The place of each voxel along each axis, voxel after voxel.
  private var places: [Int32] = []

  var count: Int { places.count / dimension }

  /// The voxels that no disk covers, of all those with a diagonal of at most the radius.
  init(uncoveredBy grid: CellGrid, radius: Double) {
    dimension = grid.dimension
    side = Int((Double(grid.dimension).squareRoot() / radius).rounded(.up))
    var corner = [Int32](repeating: 0, count: dimension)
    var middle = [Double](repeating: 0, count: dimension)
    var axis = 0
    while axis < dimension {
      add(corner, &middle, uncoveredBy: grid, radius: radius)
      axis = 0
      while axis < dimension {
        corner[axis] += 1
        guard corner[axis] == side else { break }
        corner[axis] = 0
        axis += 1
      }
    }
  }

  private init(dimension: Int, side: Int) { (self.dimension, self.side) = (dimension, side) }

  /// Half the size, and only those that no disk covers.
  func halved(uncoveredBy grid: CellGrid, radius: Double) -> Voxels {
    var halves = Voxels(dimension: dimension, side: 2 * side)
    // Voxels as small as that hold nothing that a coordinate could tell from their corners.
    guard side < 1 << 29 else { return halves }
    var corner = [Int32](repeating: 0, count: dimension)
    var middle = [Double](repeating: 0, count: dimension)
    for voxel in 0..<count {
      for part in 0..<1 << dimension {
        for axis in 0..<dimension {
          corner[axis] = 2 * places[voxel * dimension + axis] + Int32(part >> axis & 1)
        }
        halves.add(corner, &middle, uncoveredBy: grid, radius: radius)
      }
    }
    return halves
  }

  /// A random place in a random voxel.
  func draw(into place: inout [Double], using generator: inout SeededGenerator) {
    let voxel = generator.index(below: count)
    for axis in 0..<dimension {
      let within = Double(places[voxel * dimension + axis]) + generator.uniform()
      place[axis] = min(1, within / Double(side))
    }
  }

  /// Adds a voxel unless it lies in the disk of one point.
  private mutating func add(
    _ corner: [Int32], _ middle: inout [Double], uncoveredBy grid: CellGrid, radius: Double
  ) {
    for axis in 0..<dimension { middle[axis] = (Double(corner[axis]) + 0.5) / Double(side) }
    if !grid.isCovered(middle, halfSide: 0.5 / Double(side), radius: radius) { places += corner }
  }
}
