// Columns: the coordinates of points axis after axis, four points to a vector.

internal import PointSets

/// Four numbers that are worked on at once.
typealias Quad = SIMD4<Double>

/// The coordinates of points, axis after axis, each axis followed by zeros so that four coordinates
/// can be read from any point on.
struct Columns: Sendable {
  let count: Int
  let dimension: Int
  /// The distance of one axis from the next in `values`.
  let stride: Int
  let values: [Double]

  init(_ points: PointSet) {
    (count, dimension, stride) = (points.count, points.dimension, points.count + 4)
    var values = [Double](repeating: 0, count: dimension * stride)
    for point in 0..<count {
      for axis in 0..<dimension { values[axis * stride + point] = points[point, axis] }
    }
    self.values = values
  }
}

extension UnsafePointer<Double> {
  /// Four numbers from a place on.
  @inline(__always)
  func quad(_ index: Int) -> Quad {
    UnsafeRawPointer(self + index).loadUnaligned(as: Quad.self)
  }
}

/// The numbers without their signs.
@inline(__always)
func magnitudes(_ quad: Quad) -> Quad {
  let mask = SIMD4<UInt64>(repeating: 0x7FFF_FFFF_FFFF_FFFF)
  return unsafeBitCast(unsafeBitCast(quad, to: SIMD4<UInt64>.self) & mask, to: Quad.self)
}

/// The first `count` of four numbers, the others replaced.
@inline(__always)
func keeping(_ count: Int, of quad: Quad, else other: Double) -> Quad {
  guard count < 4 else { return quad }
  var result = quad
  for lane in count..<4 { result[lane] = other }
  return result
}
