// Pair correlation energy: how far the distances between points are from a wanted distribution.

import Foundation
import NumericalMethods
import PointSets

/// `E(x) = (Δ/r_c) Σ_k w_k (G(r_k) - G*(r_k))²` on the torus, of points some of which are fixed.
///
/// `G` is the pair correlation smoothed by a Gaussian of width `0.1 r_c`, and `G*` the wanted one
/// smoothed alike. Distances go into a histogram first, with shares for the two nearest nodes, so
/// that the gradient is that of the energy and needs one table of forces by distance. Nodes below
/// `r_c` count by `(r/r_c)^{2(d-1)}`, as few pairs are so near. Time `d n N` for `n` moving and `N`
/// points in all.
///
/// ## References
///
/// - B. Kailkhura et al., *A Spectral Approach for the Design of Experiments*, JMLR 19, 2018.
struct PairCorrelationEnergy {
  private let pairs: TorusPairs
  private let fixed: [Double]
  private let spacing: Double
  private let nodes: Int
  private let kernel: [Double]
  /// What turns a smoothed histogram into a pair correlation, by node.
  private let scale: [Double]
  private let weight: [Double]
  private let target: [Double]
  private let fixedHistogram: [Double]

  /// `target`: the wanted pair correlation at a distance; `scaleLength`: `r_c`.
  init(
    count: Int, fixed: PointSet, scaleLength: Double, target: (Double) -> Double
  ) {
    let (dimension, spacing) = (fixed.dimension, scaleLength / 60)
    let nodes = Int(min(6 * scaleLength, 0.5) / spacing) + 1
    // A Gaussian of 6 spacings, cut at four widths.
    let kernel = (-24...24).map { exp(-Double($0 * $0) / 72) / (6 * (2 * Double.pi).squareRoot()) }
    let radii = (0..<nodes).map { Double($0) * spacing }
    let surface = radii.map {
      Double(dimension) * unitBallVolume(dimension) * pow($0, Double(dimension - 1))
    }
    let total = Double(count + fixed.count)
    let wanted = Self.smooth(zip(radii, surface).map { target($0) * $1 }, kernel)
    self.target = zip(wanted, surface).map { $1 > 0 ? $0 / $1 : 0 }
    scale = surface.map { $0 > 0 ? 2 / (total * (total - 1) * $0 * spacing) : 0 }
    // The window's edge is left out, where pairs beyond it would be needed.
    weight = (0..<nodes).map { node in
      guard node + 24 < nodes, surface[node] > 0 else { return 0 }
      return pow(min(1, radii[node] / scaleLength), 2 * Double(dimension - 1)) * spacing
        / scaleLength
    }
    (self.spacing, self.nodes, self.kernel) = (spacing, nodes, kernel)
    pairs = TorusPairs(
      dimension: dimension, reach: Double(nodes - 1) * spacing, scale: 1 / spacing)
    self.fixed = fixed.coordinates
    var histogram = [Double](repeating: 0, count: nodes + 1)
    pairs.addDistances(fixed.coordinates, moving: fixed.count, to: &histogram)
    fixedHistogram = histogram
  }

  /// The energy of moving points in `0 ..< 1`, and its gradient added.
  func evaluate(_ coordinates: [Double], addingTo gradient: inout [Double]) -> Double {
    let all = coordinates + fixed
    let moving = coordinates.count / pairs.dimension
    var histogram = fixedHistogram
    pairs.addDistances(all, moving: moving, to: &histogram)
    let smoothed = Self.smooth(Array(histogram.prefix(nodes)), kernel)
    var (energy, slopes) = (0.0, [Double](repeating: 0, count: nodes))
    for node in 0..<nodes {
      let gap = scale[node] * smoothed[node] - target[node]
      energy += weight[node] * gap * gap
      slopes[node] = 2 * weight[node] * gap * scale[node]
    }
    // The smoothing is its own transpose; a force is the slope of the potential between two nodes.
    let potential = Self.smooth(slopes, kernel) + [0, 0]
    let forces = (0...nodes).map { (potential[$0 + 1] - potential[$0]) / spacing }
    pairs.addForces(all, moving: moving, forces, to: &gradient)
    return energy
  }

  /// The discrete convolution with a kernel of odd length; nothing lies beyond the ends.
  private static func smooth(_ values: [Double], _ kernel: [Double]) -> [Double] {
    let half = kernel.count / 2
    return values.indices.map { center in
      var sum = 0.0
      for node in max(0, center - half)...min(values.count - 1, center + half) {
        sum += values[node] * kernel[node - center + half]
      }
      return sum
    }
  }
}
