// Torus pairs: the pairs of points that are near each other on the torus.

/// Runs over all pairs of points in `0 ..< 1` nearer than `reach <= 1/2`.
struct TorusPairs {
  let dimension: Int
  let reach: Double

  /// The distance of each near pair within a set.
  func forEachWithin(_ points: [Double], _ body: (Double) -> Void) {
    points.withUnsafeBufferPointer { points in
      for first in 0..<points.count / dimension {
        for second in 0..<first {
          let square = squaredDistance(points, first, points, second)
          if square < reach * reach { body(square.squareRoot()) }
        }
      }
    }
  }

  /// The distance of each near pair of two sets.
  func forEachBetween(_ points: [Double], _ others: [Double], _ body: (Double) -> Void) {
    points.withUnsafeBufferPointer { points in
      others.withUnsafeBufferPointer { others in
        for first in 0..<points.count / dimension {
          for second in 0..<others.count / dimension {
            let square = squaredDistance(points, first, others, second)
            if square < reach * reach { body(square.squareRoot()) }
          }
        }
      }
    }
  }

  /// Adds `Σ F(|x_i - x_l|) (x_i - x_l)/|x_i - x_l|` over the near points of both sets to a
  /// gradient; `F` is a table over the distance times `scale`.
  func addForces(
    _ points: [Double], _ others: [Double], _ forces: [Double], _ scale: Double,
    to gradient: inout [Double]
  ) {
    points.withUnsafeBufferPointer { points in
      others.withUnsafeBufferPointer { others in
        forces.withUnsafeBufferPointer { forces in
          gradient.withUnsafeMutableBufferPointer { gradient in
            for first in 0..<points.count / dimension {
              for second in 0..<first {
                let force = force(points, first, points, second, forces, scale)
                guard force != 0 else { continue }
                for axis in 0..<dimension {
                  let (left, right) = (first * dimension + axis, second * dimension + axis)
                  let push = force * difference(points[left], points[right])
                  gradient[left] += push
                  gradient[right] -= push
                }
              }
              for second in 0..<others.count / dimension {
                let force = force(points, first, others, second, forces, scale)
                guard force != 0 else { continue }
                for axis in 0..<dimension {
                  let left = first * dimension + axis
                  gradient[left] +=
                    force * difference(points[left], others[second * dimension + axis])
                }
              }
            }
          }
        }
      }
    }
  }

  /// `F(r)/r`, or 0 where points coincide or are not near.
  @inline(__always)
  private func force(
    _ points: UnsafeBufferPointer<Double>, _ first: Int, _ others: UnsafeBufferPointer<Double>,
    _ second: Int, _ forces: UnsafeBufferPointer<Double>, _ scale: Double
  ) -> Double {
    let square = squaredDistance(points, first, others, second)
    guard square < reach * reach, square > 0 else { return 0 }
    let distance = square.squareRoot()
    return forces[Int(distance * scale)] / distance
  }

  @inline(__always)
  private func squaredDistance(
    _ points: UnsafeBufferPointer<Double>, _ first: Int, _ others: UnsafeBufferPointer<Double>,
    _ second: Int
  ) -> Double {
    var sum = 0.0
    for axis in 0..<dimension {
      let step = difference(points[first * dimension + axis], others[second * dimension + axis])
      sum += step * step
    }
    return sum
  }

  /// The difference around the torus, of coordinates in `0 ..< 1`, without a call of `round`.
  @inline(__always)
  private func difference(_ first: Double, _ second: Double) -> Double {
    let plain = first - second
    return plain > 0.5 ? plain - 1 : plain < -0.5 ? plain + 1 : plain
  }
}
