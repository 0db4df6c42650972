import DataSets
import Graphs
import Tensors
import Testing

@testable import CertifiedTraining

struct LossLandscapeTests {
  /// In the middle the weights are those of the network; further out the loss of a trained one rises.
  @Test func theMiddleIsTheLossOfTheNetwork() async throws {
    let data = try blobs(90)
    var trainer = try Trainer(blobSettings(.natural), on: data)
    for _ in 0..<12 { _ = try await trainer.runEpoch(on: data) }
    let read = try trainer.network.weightGraph()
    let weights = WeightPerturbation(radius: 0, centers: read.weights)
    let found = try LossLandscape(of: read.graph, weights: weights, on: data, side: 5)
    #expect(found.moves == [-1, -0.5, 0, 0.5, 1])
    #expect(found.range == -1.25...1.25)
    #expect(found.losses.count == 5 && found.losses.allSatisfy { $0.count == 5 })
    guard case .classes(let labels) = try data.all().targets else {
      Issue.record("blobs have no classes")
      return
    }
    let loss = CrossEntropy(labels: labels, classes: 3)
    let outputs = try trainer.network.graph()(try data.all().inputs.reshaped(to: [90, 1, 2]))
      .reshaped(to: [90, 3])
    let expected = loss.value(at: loss.forms(of: outputs)).mean().scalar
    #expect(abs(found.losses[2][2] - expected) < 1e-5)
    let rim = found.losses[0] + found.losses[4]
    #expect(rim.reduce(0, +) / Double(rim.count) > 2 * expected)
    // The same seed gives the same directions.
    #expect(try LossLandscape(of: read.graph, weights: weights, on: data, side: 5) == found)
  }
}
