// SentenceSetUp: the network of a training on sentences, and what such a training cannot do.

internal import DataSets
internal import Tensors

extension TrainingConfiguration {
  /// The network with its table of words.
  func makeNetwork(for data: SentenceDataSet) throws -> TrainableNetwork {
    let count = data.vocabulary.count
    let made = try ArchitectureCatalog.make(model, defaults: ["vocabulary": "\(count)"])
    guard let architecture = made as? any SentenceArchitecture else {
      throw TrainingError.badValue(key: "model", value: model, problem: "reads no sentences")
    }
    guard architecture.vocabularySize >= count else {
      throw TrainingError.badValue(
        key: "model", value: model, problem: "has too small a vocabulary: the data have \(count)")
    }
    try checkSentenceSettings()
    let (generator, law) = (Generator(seed: seed), initializationUsed)
    return try TrainableNetwork(
      architecture, sampleShape: data.sampleShape + [architecture.embeddingWidth],
      outputCount: data.task.outputCount
    ) { law.start(of: $0, using: generator) }
  }

  func checkSentenceSettings() throws(TrainingError) {
    guard epsilon <= 1 else {
      throw .badValue(
        key: "epsilon", value: "\(epsilon)", problem: "is above 1, the words themselves")
    }
    guard objective.method != .sabr else {
      throw .badValue(
        key: "method", value: "sabr", problem: "needs a box, which sentences have not")
    }
    guard weightEpsilon == 0 else {
      throw .badValue(
        key: "weight-epsilon", value: "\(weightEpsilon)", problem: "goes with no sentences")
    }
    guard epsilonUnit == .data else {
      throw .badValue(
        key: "epsilon-unit", value: epsilonUnit.rawValue, problem: "goes with no sentences")
    }
  }
}
