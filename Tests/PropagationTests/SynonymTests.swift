import Bounds
import Foundation
import Graphs
import ONNX
import Propagation
import Tensors
import Testing
import _GoldenTestSupport

/// Word substitution against every sentence, and against the bounds of another tool.
@Suite(.enabled(if: SharedFolder.exists, "the reference folder is not beside the package"))
struct SynonymTests {
  /// What the reference files say.
  private struct Golden: Decodable {
    struct Case: Decodable {
      let method: String
      let budget: Int
      /// Absent where the other tool failed.
      let lb: [Double]?
      let ub: [Double]?
      /// For each sentence the least and the largest value of each output.
      let exact: [[[Double]]]?

      enum CodingKeys: String, CodingKey {
        case method, budget, lb, ub
        case exact = "exact_min_max_per_example"
      }
    }

    let words: [String]
    let embeddings: [Double]
    let width: Int
    let synonyms: [String: [String]]
    let tokens: [[String]]
    let cases: [Case]

    enum CodingKeys: String, CodingKey {
      case words, embeddings, synonyms, tokens, cases
      case width = "embedding_dim"
    }

    /// The vectors of each position's words, the original first; short lists repeat it.
    func candidates() -> Tensor {
      let most = (synonyms.values.map(\.count).max() ?? 0) + 1
      var numbers: [Double] = []
      for token in tokens.joined() {
        let choices = [token] + (synonyms[token] ?? [])
        for index in 0..<most {
          let word = index < choices.count ? choices[index] : token
          let row = words.firstIndex(of: word) ?? 0
          numbers += embeddings[row * width..<(row + 1) * width]
        }
      }
      return Tensor(
        shape: [tokens.count, tokens[0].count, most, width], scalars: numbers)
    }
  }

  private static let names = ["synonym_mlp", "synonym_transformer", "synonym_lstm"]

  @Test(arguments: names) func boundsHoldEverySentenceAndAgreeOrAreTighter(name: String) throws {
    try compare(name)
  }

  private func compare(_ name: String) throws {
    let path = "\(SharedFolder.path)/golden/lirpa/\(name).json"
    let golden = try JSONDecoder().decode(
      Golden.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    let graph = try Graph(onnx: SharedFolder.goldenModel(name), scalarType: .float64)
    let words = golden.candidates()
    for item in golden.cases {
      guard let method = GoldenTests.method(item.method) else { continue }
      let set = WordSubstitution(words: words, changes: item.budget, shape: graph.inputShape)
      let range = method.bounds(of: graph, on: set)
      let title = "\(name) \(item.method) \(item.budget)"
      let shape = range.shape
      // Where the other tool failed, its file has the sentences with another method.
      let found = golden.cases.first { $0.budget == item.budget && $0.exact != nil }
      let sentences = try #require(item.exact ?? found?.exact)
      let exact = [0, 1].map { end in
        Tensor(shape: shape, scalars: sentences.flatMap { $0[end] })
      }
      #expect(
        (range.lower .<= exact[0] + 1e-5).isTrueEverywhere, "\(title): a sentence is left out")
      #expect(
        (range.upper .>= exact[1] - 1e-5).isTrueEverywhere, "\(title): a sentence is left out")
      guard let lower = item.lb, let upper = item.ub else { continue }
      let ratio = range.width.sum().scalar / zip(upper, lower).map(-).reduce(0, +)
      reportRatio(ratio, of: title)
      #expect(ratio <= 1 + 1e-4, "\(title): \(ratio) times as wide")
    }
  }
}
