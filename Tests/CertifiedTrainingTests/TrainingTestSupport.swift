// Small networks, batches, and derivatives by differences for the tests of training.

import Bounds
import Propagation
import Tensors
import Testing

@testable import CertifiedTraining

/// A network with random parameters, in double precision unless told otherwise.
func randomNetwork(
  _ architecture: any Architecture, _ sampleShape: [Int], outputs: Int, seed: UInt64 = 1,
  normalization: InputNormalization? = nil, as scalarType: ScalarType = .float64
) throws -> TrainableNetwork {
  let generator = Generator(seed: seed)
  return try TrainableNetwork(
    architecture, sampleShape: sampleShape, outputCount: outputs, normalization: normalization,
    as: scalarType
  ) { parameter in
    let noise = generator.normal(parameter.shape, as: scalarType)
    switch parameter.role {
    case .weight(let fanIn, _): return noise * (1.5 / Double(fanIn).squareRoot())
    case .scale, .branchScale: return noise * 0.1 + 1
    case .runningVariance: return noise.squared + 0.5
    default: return noise * 0.1
    }
  }
}

/// A batch of inputs between 0 and 1, `[n, 1] + sample shape`.
func randomBatch(_ count: Int, _ sampleShape: [Int], seed: UInt64 = 7) -> Tensor {
  Generator(seed: seed).uniform([count, 1] + sampleShape, as: .float64)
}

/// Compares the gradient of a scalar with central differences, along a random direction of each
/// variable and at a few single elements.
///
/// The function may have kinks, which a direction rarely meets.
func expectGradient(
  of function: ([Tensor]) throws -> Tensor, at points: [Tensor], step: Double = 1e-7,
  tolerance: Double = 1e-5, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let variables = points.map(\.requiringGradient)
  let gradients = Tensor.gradient(of: try function(variables), wrt: variables)
  let generator = Generator(seed: 99)
  for (index, point) in points.enumerated() {
    let direction = generator.normal(point.shape, as: .float64)
    func moved(_ reach: Double) throws -> Double {
      var shifted = points
      shifted[index] = point + direction * reach
      return try withoutGradients { try function(shifted).scalar }
    }
    let numeric = (try moved(step) - moved(-step)) / (2 * step)
    let analytic = (gradients[index] * direction).sum().scalar
    #expect(
      abs(numeric - analytic) <= tolerance * max(1, abs(numeric)),
      "variable \(index): \(analytic) by autograd, \(numeric) by differences",
      sourceLocation: sourceLocation)
  }
}
