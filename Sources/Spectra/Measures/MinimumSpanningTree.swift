// MinimumSpanningTree: the shortest tree that joins all points, and what its edges tell.

internal import Foundation
public import PointSets

/// The lengths of the edges of the minimum spanning tree of points in the box.
///
/// A large mean with a small deviation tells of evenly spread points. Prim's algorithm: time
/// `d N²/2`, memory linear.
///
/// ## References
///
/// - C. Dussert et al., *Minimal spanning tree: a new approach for studying order and disorder*,
///   Phys. Rev. B 34, 1986, <https://doi.org/10.1103/PhysRevB.34.3528>.
public struct MinimumSpanningTree: Sendable, Hashable, Codable {
  /// The lengths of the edges, in the order in which they join the tree.
  public let lengths: [Double]

  public var mean: Double? {
    lengths.isEmpty ? nil : lengths.reduce(0, +) / Double(lengths.count)
  }

  /// The standard deviation of the lengths, as of a sample; `nil` for fewer than two edges.
  public var deviation: Double? {
    guard lengths.count > 1, let mean else { return nil }
    let square = lengths.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (square / Double(lengths.count - 1)).squareRoot()
  }

  /// The tree of some points; no edges for fewer than two.
  public init(of points: PointSet) {
    var outside = Outside(points)
    lengths = (0..<max(0, points.count - 1)).map { _ in outside.takeNearest() }
  }
}

/// The points outside the tree, each with its squared distance to the tree.
private struct Outside {
  private let dimension: Int
  private let stride: Int
  private var count: Int
  private var values: [Double]
  private var squares: [Double]
  /// The point that joined last.
  private var latest: [Double]

  init(_ points: PointSet) {
    let columns = Columns(points)
    (dimension, stride) = (columns.dimension, columns.stride)
    (count, values) = (columns.count, columns.values)
    squares = [Double](repeating: .infinity, count: columns.stride)
    latest = []
    if count > 0 { remove(count - 1) }
  }

  /// Moves the nearest point into the tree; its distance.
  mutating func takeNearest() -> Double {
    let nearest = update()
    let square = squares[nearest]
    remove(nearest)
    return square.squareRoot()
  }

  /// Lets the last point of the list take the place of the one that joins the tree.
  private mutating func remove(_ point: Int) {
    count -= 1
    latest = (0..<dimension).map { values[$0 * stride + point] }
    for axis in 0..<dimension { values[axis * stride + point] = values[axis * stride + count] }
    squares[point] = squares[count]
    squares[count] = .infinity
  }

  /// Brings the distances up to the point that joined last; the nearest point.
  private mutating func update() -> Int {
    var least = Quad(repeating: .infinity)
    let (dimension, stride, count) = (dimension, stride, count)
    values.withUnsafeBufferPointer { values in
      squares.withUnsafeMutableBufferPointer { squares in
        guard let base = values.baseAddress, let target = squares.baseAddress else { return }
        for point in Swift.stride(from: 0, to: count, by: 4) {
          var sum = Quad.zero
          for axis in 0..<dimension {
            let difference = base.quad(axis * stride + point) - latest[axis]
            sum += difference * difference
          }
          sum = keeping(count - point, of: sum, else: .infinity)
          let old = UnsafePointer(target).quad(point)
          sum.replace(with: old, where: old .< sum)
          UnsafeMutableRawPointer(target + point).storeBytes(of: sum, as: Quad.self)
          least.replace(with: sum, where: sum .< least)
        }
      }
    }
    let smallest = least.min()
    return squares.firstIndex(of: smallest) ?? 0
  }
}
