// Spectral energy: the weighted power of points at some frequencies, and its gradient.

import NumericalMethods
import PointSets

/// `E(x) = Σ_m w(m) P(m)` with `P(m) = |Σ_j e^{2πi m·x_j}|² / N`, of points some of which are fixed.
///
/// The sum runs over one of each pair `±m`. Time `N M` for each evaluation.
struct SpectralEnergy {
  let weights: [Double]
  private let sums: ModeSums
  private let fixedReal: [Double]
  private let fixedImaginary: [Double]
  private let total: Double

  /// `count`: the number of points that move.
  init(_ spectrum: WeightedModes, count: Int, fixed: PointSet, isParallel: Bool) {
    weights = spectrum.weights
    sums = ModeSums(spectrum.modes, isParallel: isParallel)
    (fixedReal, fixedImaginary) = sums.sums(fixed.coordinates)
    total = Double(count + fixed.count)
  }

  /// `P(m)` at every mode.
  func powers(_ coordinates: [Double]) -> [Double] {
    let (real, imaginary) = sums.sums(coordinates)
    return weights.indices.map {
      let (cosine, sine) = (real[$0] + fixedReal[$0], imaginary[$0] + fixedImaginary[$0])
      return (cosine * cosine + sine * sine) / total
    }
  }

  /// `E`, and `∂E/∂x_{ja} = Σ_m (4π w/N) m_a (Z cos θ - C sin θ)` as the gradient.
  func evaluate(_ coordinates: [Double], _ gradient: inout [Double]) -> Double {
    var (real, imaginary) = sums.sums(coordinates)
    var energy = 0.0
    for mode in weights.indices {
      let (cosine, sine) = (real[mode] + fixedReal[mode], imaginary[mode] + fixedImaginary[mode])
      energy += weights[mode] * (cosine * cosine + sine * sine)
      let factor = 4 * Double.pi * weights[mode] / total
      (real[mode], imaginary[mode]) = (factor * sine, factor * cosine)
    }
    gradient = sums.gradient(coordinates, real: real, imaginary: imaginary)
    return energy / total
  }
}
