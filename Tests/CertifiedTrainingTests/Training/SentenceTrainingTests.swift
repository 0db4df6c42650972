import Bounds
import DataSets
import Tensors
import Testing

@testable import CertifiedTraining

struct SentenceTrainingTests {
  @Test(arguments: tinySentenceModels)
  func certifiedErrorAgainstSubstitutionsFalls(model: String) async throws {
    let data = try tinySentences()
    var trainer = try Trainer(sentenceSettings(model, .crownIBP), on: data)
    for _ in 0..<20 { _ = try await trainer.runEpoch(on: data, test: data) }
    let history = trainer.progress.history
    #expect(history.last?.epsilon == 1)
    #expect(history.last?.testCleanError ?? 1 < 0.05)
    #expect(history.last?.testCertifiedError ?? 1 < 0.2)
    #expect(history.first?.testCertifiedError ?? 0 > 0.4)
  }

  /// The table is a parameter like the others.
  @Test func theRowsOfWordsAreTrained() async throws {
    let data = try tinySentences()
    var trainer = try Trainer(sentenceSettings(tinySentenceModels[0], .ibp), on: data)
    let before = trainer.network.namedValues["embedding.weight"]
    _ = try await trainer.runEpoch(on: data)
    #expect(trainer.network.namedValues["embedding.weight"] != before)
  }

  /// A quarter of the way gives sets within those of half of the way, and none is a point.
  @Test func theShareMovesWordsTowardsTheOriginal() throws {
    let batch = try tinySentences().batch([0, 40])
    let table = Generator(seed: 3).normal([40, 2])
    let choices = try #require(Samples(batch, table: table).choices)
    let region = PerturbationModel(changes: 2)
    func radius(_ share: Double) -> Double {
      region.words(choices, share: share).box.radius.sum().scalar
    }
    #expect(radius(0) == 0)
    #expect(abs(radius(0.5) - 2 * radius(0.25)) < 1e-4)
    #expect(abs(radius(1) - 2 * radius(0.5)) < 1e-4)
  }

  @Test func whatSentencesCannotBeTrainedWithIsRefused() throws {
    let data = try tinySentences()
    for (key, value) in [("model", "mlp"), ("method", "sabr"), ("epsilon", "2")] {
      var settings = sentenceSettings(tinySentenceModels[0], .ibp)
      try settings.set(key, to: value)
      #expect(throws: TrainingError.self) { try Trainer(settings, on: data) }
    }
    var settings = sentenceSettings("lstm:vocabulary=3", .ibp)
    settings.epochs = 1
    #expect(throws: TrainingError.self) { try Trainer(settings, on: data) }
  }
}
