// Torus pairs: the pairs of points that are near each other on the torus.

/// All pairs of points in `0 ..< 1` nearer than `reach <= 1/2`, of which one at least may move.
///
/// Time `d n N` for the first `n` of `N` points that move.
struct TorusPairs {
  let dimension: Int
  let reach: Double
  /// How many entries of a table there are to a unit of distance.
  let scale: Double

  /// Adds each near pair to a histogram of distances, shared between the two nearest nodes.
  func addDistances(_ points: [Double], moving: Int, to histogram: inout [Double]) {
    points.withUnsafeBufferPointer { points in
      histogram.withUnsafeMutableBufferPointer { histogram in
        for first in 0..<points.count / dimension {
          for second in 0..<min(first, moving) {
            let square = squaredDistance(points, first, second)
            guard square < reach * reach else { continue }
            let position = square.squareRoot() * scale
            let node = Int(position)
            let share = position - Double(node)
            histogram[node] += 1 - share
            histogram[node + 1] += share
          }
        }
      }
    }
  }

  /// Adds `Σ F(|x_i - x_l|) (x_i - x_l)/|x_i - x_l|` over the near points to the gradient of those
  /// that move; `forces` is `F` by distance.
  func addForces(_ points: [Double], moving: Int, _ forces: [Double], to gradient: inout [Double]) {
    points.withUnsafeBufferPointer { points in
      forces.withUnsafeBufferPointer { forces in
        gradient.withUnsafeMutableBufferPointer { gradient in
          for first in 0..<points.count / dimension {
            for second in 0..<min(first, moving) {
              let square = squaredDistance(points, first, second)
              guard square < reach * reach, square > 0 else { continue }
              let distance = square.squareRoot()
              let force = forces[Int(distance * scale)] / distance
              for axis in 0..<dimension {
                let (left, right) = (first * dimension + axis, second * dimension + axis)
                let push = force * difference(points[left], points[right])
                if first < moving { gradient[left] += push }
                gradient[right] -= push
              }
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private func squaredDistance(
    _ points: UnsafeBufferPointer<Double>, _ first: Int, _ second: Int
  ) -> Double {
    var sum = 0.0
    for axis in 0..<dimension {
      let step = difference(points[first * dimension + axis], points[second * dimension + axis])
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
