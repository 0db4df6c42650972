import DataSets
import Foundation
import Graphs
import Tensors
import Testing

@testable import CertifiedTraining

struct SentenceEvaluationTests {
  private static func trained(
    _ model: String, _ method: Objective.Method
  ) async throws -> TrainableNetwork {
    let data = try tinySentences()
    var trainer = try Trainer(sentenceSettings(model, method), on: data)
    for _ in 0..<6 { _ = try await trainer.runEpoch(on: data) }
    return trainer.network
  }

  /// The sentences with at most so many other words.
  private static func substitutions(_ places: [[Int]], _ changes: Int) -> [[Int]] {
    guard let first = places.first else { return [[]] }
    let rest = Array(places.dropFirst())
    var result = substitutions(rest, changes).map { [first[0]] + $0 }
    if changes > 0 {
      for other in Set(first.dropFirst()).subtracting([first[0]]).sorted() {
        result += substitutions(rest, changes - 1).map { [other] + $0 }
      }
    }
    return result
  }

  /// All sentences of each set are tried: what is certified, none of them breaks, and what the
  /// attack broke, one of them does.
  @Test(
    arguments: tinySentenceModels,
    [Objective.Method.natural, .crownIBP])
  func noSubstitutionBreaksWhatIsCertified(model: String, method: Objective.Method) async throws {
    let data = try tinySentences()
    let network = try await Self.trained(model, method)
    let (graph, table) = (try network.graph(), try #require(network.embeddingIndex))
    let rows = network.values[table]
    var evaluation = SentenceEvaluation(changes: [0, 1, 2, 3])
    evaluation.methods = [.ibp, .crownIBP, .crown]
    var certified = 0
    for index in stride(from: 0, to: data.count, by: 5) {
      let batch = try data.batch([index])
      guard case .classes(let labels) = batch.targets else { continue }
      let label = Int(labels.scalars(as: Int64.self)[0])
      let words = try #require(batch.candidates).scalars(as: Int64.self).map(Int.init)
      let places = stride(from: 0, to: words.count, by: 3).map { Array(words[$0..<$0 + 3]) }
      let report = try await evaluation.run(graph, rows, on: data.selecting([index]))
      for row in report.rows {
        let all = Self.substitutions(places, row.changes)
        let inputs = embedded(
          Tensor(shape: [all.count, 1, 4], scalars: all.flatMap(\.self)), by: rows)
        let wrong = graph.misclassifies(
          inputs,
          CrossEntropy(labels: Tensor([Int](repeating: label, count: all.count)), classes: 2))
        if row.certified == 1 { #expect(!wrong.contains(true)) }
        if row.broken == 1 { #expect(wrong.contains(true)) }
        certified += row.certified
      }
    }
    #expect(certified > 0 || method == .natural)
  }

  @Test func moreChangesAreNeverCertifiedMoreOftenAndTheCountsAgree() async throws {
    let data = try tinySentences()
    let network = try await Self.trained(tinySentenceModels[0], .crownIBP)
    let table = try #require(network.embeddingIndex)
    let report = try await SentenceEvaluation(changes: [0, 1, 2, 3]).run(
      network.graph(), network.values[table], on: data)
    for (row, next) in zip(report.rows, report.rows.dropFirst()) {
      #expect(next.certified <= row.certified && next.broken >= row.broken)
    }
    for row in report.rows {
      #expect(row.samples == data.count)
      #expect(row.certified + row.broken + row.errors <= row.samples)
    }
    #expect(report.rows[0].certifiedAccuracy == 1 - report.cleanError)
  }

  @Test func theTableOfWordsIsReadAsItWasWritten() async throws {
    let data = try tinySentences()
    let network = try await Self.trained(tinySentenceModels[0], .natural)
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let model = folder.appending(path: "net.onnx").path
    let table = try #require(WordTable(of: network, on: data.prefix(3)))
    try table.write(beside: model)
    let read = try WordTable(beside: model)
    #expect(read.words == data.vocabulary.words)
    #expect(read.rows(for: data.vocabulary) == table.rows)
    try Data("[[\"<pad>\"]]".utf8).write(to: folder.appending(path: "net.vocabulary.json"))
    #expect(throws: TrainingError.self) { try WordTable(beside: model) }
  }
}
