import Bounds
import Graphs
import Propagation
import Tensors
import Testing

@testable import CertifiedTraining

/// How wide intervals are before training starts.
struct InitialWidthTests {
  /// The mean radius of the outputs, on a batch that normalizes itself.
  private func radius(_ architecture: any Architecture) throws -> Double {
    let generator = Generator(seed: 1)
    let network = try TrainableNetwork(architecture, sampleShape: [1, 28, 28], outputCount: 10) {
      Initialization.ibp.start(of: $0, using: generator)
    }
    // Smooth images, as photographs are: neighbors are alike.
    let batch = generator.uniform([32, 1, 1, 7, 7]).reshaped(to: [32, 1, 1, 7, 1, 7, 1])
      .expanded(to: [32, 1, 1, 7, 4, 7, 4]).contiguous.reshaped(to: [32, 1, 1, 28, 28])
    return try withoutGradients {
      let graph = try network.trainingGraph(
        on: batch, variables: network.trainedIndices.map { network.values[$0] }
      ).graph
      let bounds = DifferentiableBounds(
        of: graph, on: Box(center: batch, radius: batch.filled(with: 0.02)))
      return bounds.byIntervals(.outputs).radius.mean().scalar
    }
  }

  /// With branches normalized to the size of their shortcuts both radii are above ten thousand, and no
  /// epoch brings them down.
  @Test(arguments: ["resnext:width=4,dense=64", "resnet:width=8,dense=64"])
  func blocksBeginWithTheWidthOfTheirShortcuts(name: String) throws {
    let radius = try radius(ArchitectureCatalog.make(name))
    #expect(radius > 0.01 && radius < 10, "\(radius)")
  }

  @Test func branchesBeginAtZero() throws {
    let network = try randomNetwork(ResNeXt(width: 1, head: .dense(4)), [1, 8, 8], outputs: 3)
    let ends = network.parameters.filter { $0.role == .branchScale }
    #expect(ends.map(\.name) == (1...3).map { "layer\($0).0.bn3.weight" })
    for end in ends {
      let start = Initialization.ibp.start(of: end, using: Generator(seed: 1))
      #expect(start.magnitude.maximum().scalar == 0)
    }
  }
}
