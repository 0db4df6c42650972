import Bounds
import Graphs
import Operators
import Propagation
import Tensors
import Testing

@testable import CertifiedTraining

/// Words that have few others give intervals that hardly have a width.
struct NarrowIntervalTests {
  /// In single precision the slope of any chord this close to zero is that at zero.
  @Test(
    arguments: ["Tanh", "Sigmoid", "Atan", "Erf", "Softsign"],
    [1e-30, 1e-12, 1e-8, 1e-6, 1e-5, 1e-4, 1e-3])
  func gradientsAroundZeroAreNumbers(name: String, reach: Double) throws {
    var assembly = GraphAssembly(
      inputShape: [1, 1], scalarType: .float32, source: OperatorCatalog.standard)
    let output = try assembly.apply(name, [assembly.input], [:])
    let graph = try assembly.finished(at: [("output", output)])
    for side in [1.0, 3.0] {
      let radius = Tensor(repeating: reach, shape: [1, 1, 1]).requiringGradient
      let bounds = DifferentiableBounds(of: graph, on: Box(lower: radius * -side, upper: radius))
        .bySubstitution(.outputs)
      let gradient = Tensor.gradient(of: (bounds.upper - bounds.lower).sum(), wrt: [radius])[0]
      #expect(gradient.scalar.isFinite, "\(side): \(gradient.scalar)")
    }
  }
}
