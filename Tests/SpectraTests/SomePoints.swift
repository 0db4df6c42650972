// Point sets that tests make without any design.

import NumericalMethods
import PointSets

enum SomePoints {
  /// Independent uniform points.
  static func random(_ count: Int, _ dimension: Int, seed: UInt64) -> PointSet {
    var generator = SeededGenerator(seed: seed)
    return PointSet(
      coordinates: (0..<count * dimension).map { _ in generator.uniform() }, dimension: dimension)
  }

  /// One point in each cell of a grid.
  static func jittered(_ side: Int, _ dimension: Int, seed: UInt64) -> PointSet {
    var generator = SeededGenerator(seed: seed)
    return grid(side, dimension) { _ in generator.uniform() }
  }

  /// The centres of the cells of a grid.
  static func grid(
    _ side: Int, _ dimension: Int, offset: (Int) -> Double = { _ in 0.5 }
  ) -> PointSet {
    let count = (0..<dimension).reduce(1) { product, _ in product * side }
    var coordinates: [Double] = []
    for point in 0..<count {
      var rest = point
      for axis in 0..<dimension {
        coordinates.append((Double(rest % side) + offset(axis)) / Double(side))
        rest /= side
      }
    }
    return PointSet(coordinates: coordinates, dimension: dimension)
  }

  /// A Latin hypercube.
  static func latin(_ count: Int, _ dimension: Int, seed: UInt64) -> PointSet {
    var generator = SeededGenerator(seed: seed)
    let columns = (0..<dimension).map { _ in generator.permutation(count) }
    let coordinates = (0..<count).flatMap { point in
      columns.map { (Double($0[point]) + generator.uniform()) / Double(count) }
    }
    return PointSet(coordinates: coordinates, dimension: dimension)
  }

  /// A lattice of rank 1.
  static func lattice(_ count: Int, _ generator: [Int]) -> PointSet {
    PointSet(
      rows: (0..<count).map { index in generator.map { Double(index * $0 % count) / Double(count) }
      },
      dimension: generator.count)
  }

  static func distance(_ points: PointSet, _ i: Int, _ j: Int, _ boundary: Boundary) -> Double {
    zip(points[i], points[j]).reduce(0) { sum, pair in
      let difference = boundary.difference(pair.0, pair.1)
      return sum + difference * difference
    }.squareRoot()
  }
}
