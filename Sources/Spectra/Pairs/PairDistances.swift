// PairDistances: the distances of all pairs of points that are near enough, without storing them.

internal import Foundation
internal import NumericalMethods
internal import PointSets

/// The pairs of points closer than a radius, as the squared distances from each point to later ones.
///
/// Cells find them where a ball of the radius holds few of the points; otherwise each point is
/// compared with all later ones, four at a time. Memory: linear in the number of points.
struct PairDistances: Sendable {
  private let points: PointSet
  private let boundary: Boundary
  private let radius: Double
  private let columns: Columns
  private let grid: CellGrid?

  init(_ points: PointSet, boundary: Boundary, within radius: Double) {
    (self.points, self.boundary, self.radius) = (points, boundary, radius)
    columns = Columns(points)
    let share = unitBallVolume(points.dimension) * pow(radius, Double(points.dimension))
    grid = share < 0.05 ? CellGrid(points, boundary: boundary, radius: radius) : nil
  }

  /// The points of one block.
  private static let blockSize = 256

  /// Folds the squared distances of each block of points into a value; the values in their order.
  ///
  /// `fold` gets the distances from one point. Some may exceed the radius.
  func fold<Value: Sendable>(
    _ initial: Value, threads: Int,
    _ fold: @Sendable (inout Value, UnsafeBufferPointer<Double>) -> Void
  ) -> [Value] {
    let blocks = (points.count + Self.blockSize - 1) / Self.blockSize
    return concurrentMap(blocks, jobs: threads) { block in
      var value = initial
      withUnsafeTemporaryAllocation(of: Double.self, capacity: points.count + 4) { buffer in
        for point in blockRange(block, size: Self.blockSize, of: points.count) {
          let found = fill(buffer, from: point)
          fold(&value, UnsafeBufferPointer(rebasing: buffer[..<found]))
        }
      }
      return value
    }
  }

  /// Writes the squared distances from a point to later ones; returns how many.
  private func fill(_ buffer: UnsafeMutableBufferPointer<Double>, from point: Int) -> Int {
    guard let grid else { return fillAll(buffer, from: point) }
    var found = 0
    grid.forEachNeighbor(of: Array(points[point]), within: radius) { other, square in
      guard other > point else { return }
      buffer[found] = square
      found += 1
    }
    return found
  }

  private func fillAll(_ buffer: UnsafeMutableBufferPointer<Double>, from point: Int) -> Int {
    let (count, first) = (columns.count, point + 1)
    guard first < count, let target = buffer.baseAddress else { return 0 }
    columns.values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return }
      for other in stride(from: first, to: count, by: 4) {
        var sum = Quad.zero
        for axis in 0..<columns.dimension {
          let row = base + axis * columns.stride
          var difference = magnitudes(row.quad(other) - row[point])
          if boundary == .torus {
            let around = 1 - difference
            difference.replace(with: around, where: around .< difference)
          }
          sum += difference * difference
        }
        UnsafeMutableRawPointer(target + (other - first)).storeBytes(of: sum, as: Quad.self)
      }
    }
    return count - first
  }
}
