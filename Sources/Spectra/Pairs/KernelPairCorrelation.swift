// The pair correlation with a Gaussian kernel: smooth, and biased at small distances.

internal import Foundation
public import NumericalMethods
public import PointSets

/// The pair correlation at some radii by a Gaussian kernel of standard deviation `σ`.
///
/// `G(r) = 1/γ(r) · 1/(N(N-1) s_d(r)) Σ_{i≠j} k_σ(r - |x_i - x_j|)`, with the exact edge correction
/// ``SetCovariance`` in the box and none on the torus. `σ` is about a tenth of
/// ``PairCorrelation/naturalRadius(_:_:)``. In three or more dimensions it is biased where `r` is not
/// much larger than `σ`; the histogram ``PairCorrelation`` is not. In the box a radius is at most 1.
public func kernelPairCorrelation(
  of points: PointSet, boundary: Boundary, at radii: [Double], bandwidth: Double,
  threads: Int = defaultThreadCount
) throws(SpectrumError) -> [Double] {
  try check(points, needed: 2)
  precondition(bandwidth > 0 && bandwidth.isFinite, "a kernel of width \(bandwidth)")
  let dimension = points.dimension
  let covariance =
    boundary == .box ? SetCovariance(cube: dimension) : SetCovariance(torus: dimension)
  let most = boundary == .box ? 1.0 : .greatestFiniteMagnitude
  for radius in radii where !(radius > 0 && radius <= most) { throw .radius(radius, most: most) }
  // Beyond 9 standard deviations the kernel is below 3e-18.
  let reach = 9 * bandwidth
  let pairs = PairDistances(points, boundary: boundary, within: (radii.max() ?? 0) + reach)
  let none = [Double](repeating: 0, count: radii.count)
  let parts = pairs.fold(none, threads: threads) { sums, squares in
    for square in squares {
      let distance = square.squareRoot()
      for (index, radius) in radii.enumerated() {
        let offset = radius - distance
        guard abs(offset) < reach else { continue }
        sums[index] += exp(-offset * offset / (2 * bandwidth * bandwidth))
      }
    }
  }
  let count = Double(points.count)
  let height = 1 / ((2 * Double.pi).squareRoot() * bandwidth)
  return radii.indices.map { index in
    let sum = parts.reduce(0) { $0 + $1[index] }
    let surface =
      Double(dimension) * unitBallVolume(dimension) * pow(radii[index], Double(dimension - 1))
    return 2 * height * sum / (count * (count - 1) * surface * covariance(radii[index]))
  }
}
