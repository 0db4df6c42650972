import Bounds
import DataSets
import Tensors
import Testing

@testable import CertifiedTraining

struct EvaluationTests {
  private static func network(_ method: Objective.Method) async throws -> TrainableNetwork {
    var trainer = try Trainer(blobSettings(method), on: try blobs(300))
    for _ in 0..<12 { _ = try await trainer.runEpoch(on: try blobs(300)) }
    return trainer.network
  }

  @Test func certifiedErrorIsAtLeastTheAttackedAndThatAtLeastTheClean() async throws {
    let graph = try await Self.network(.ibp).graph()
    for epsilon in [0.02, 0.1, 0.2, 0.4] {
      let report = try await Evaluation(epsilon: epsilon, PerturbationModel()).run(
        graph, on: try blobs(150, seed: 2))
      #expect(report.count == 150)
      #expect(report.cleanError <= report.attackedError)
      #expect(report.attackedError <= report.certifiedError)
      let sums = report.byClass.reduce(into: (0, 0)) {
        $0.0 += $1.samples
        $0.1 += $1.certified
      }
      #expect(sums == (report.total.samples, report.total.certified))
      #expect(report.methods.map(\.proved).reduce(0, +) == report.total.certified)
    }
  }

  /// A box that reaches the other corners holds other classes.
  @Test func nothingIsCertifiedWhereOtherClassesAreInReach() async throws {
    let graph = try await Self.network(.ibp).graph()
    let report = try await Evaluation(epsilon: 0.9, PerturbationModel()).run(
      graph, on: try blobs(150, seed: 2))
    #expect(report.total.certified == 0)
    #expect(report.attackedError > 0.9)
  }

  /// Each method is asked only about what those before left open.
  @Test func laterMethodsSeeOnlyWhatIsOpen() async throws {
    let graph = try await Self.network(.natural).graph()
    let report = try await Evaluation(epsilon: 0.12, PerturbationModel(norm: .two)).run(
      graph, on: try blobs(150, seed: 2))
    for (before, after) in zip(report.methods, report.methods.dropFirst()) {
      #expect(after.asked == before.asked - before.proved)
    }
  }

  @Test func dataThatDoNotFitAreRefused() async throws {
    let graph = try await Self.network(.natural).graph()
    let images = try InMemoryDataSet(
      name: "images", inputs: Tensor(repeating: 0, shape: [2, 1, 3, 3], as: .float32),
      targets: .classes(Tensor([0, 1])), task: .classification(classNames: ["a", "b", "c"]))
    await #expect(throws: TrainingError.self) {
      try await Evaluation(epsilon: 0.1, PerturbationModel()).run(graph, on: images)
    }
  }
}
