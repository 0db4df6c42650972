import Foundation
import Specifications
import Testing

/// Files of words: what they give, and what they are refused for.
struct WordSetsTests {
  private func read(_ json: String, table: [Double] = []) throws -> WordSets {
    try WordSets(json: Data(json.utf8), file: "sets.json") { _ in table }
  }

  private func reason(_ json: String, table: [Double] = []) -> String {
    do {
      _ = try read(json, table: table)
      return "read"
    } catch {
      return "\(error)"
    }
  }

  private let words = #""words": ["a", "good", "great"]"#

  @Test func synonymsFollowTheOriginal() throws {
    let sets = try read(
      #"{\#(words), "embeddings": [[1, 2], [3, 4], [5, 6]], "synonyms": {"good": ["great"]},"#
        + #""sentences": [["a", "good"], ["great", "a"]]}"#)
    #expect(
      sets.sentences == [
        [[[1, 2]], [[3, 4], [5, 6]]],
        // Synonyms hold in the direction in which they stand.
        [[[5, 6]], [[1, 2]]],
      ])
  }

  @Test func vectorsMayStandInAnArrayFile() throws {
    let sets = try read(
      #"{\#(words), "embeddings": "t.npy", "synonyms": {}, "sentences": [["good"]]}"#,
      table: [1, 2, 3, 4, 5, 6])
    #expect(sets.sentences == [[[[3, 4]]]])
  }

  @Test func positionsListTheirVectors() throws {
    let sets = try read(#"{"positions": [[[1, 2]], [[3, 4], [5, 6]]]}"#)
    #expect(sets.sentences == [[[[1, 2]], [[3, 4], [5, 6]]]])
  }

  @Test(arguments: [
    // The text and what the refusal names.
    ("{", "the object"),
    ("[]", "the object"),
    (#"{"positions": []}"#, "positions: no vectors"),
    (#"{"positions": [[[1]], []]}"#, "positions[1]: no vectors"),
    (#"{"positions": [[[1]], [[1, 2]]]}"#, "positions[1][0]: 2 numbers"),
    (#"{"positions": [[["x"]]]}"#, "positions[0][0][0]"),
    (#"{"positions": [[[1e999]]]}"#, "sets.json"),
    (#"{"words": ["a"]}"#, "embeddings: it is missing"),
    (
      #"{"words": ["a", "a"], "embeddings": [[1], [2]], "synonyms": {}, "sentences": []}"#,
      "words[1]"
    ),
    (
      #"{"words": ["a", "b"], "embeddings": [[1]], "synonyms": {}, "sentences": []}"#,
      "1 vectors for 2"
    ),
    (
      #"{"words": ["a", "b"], "embeddings": [[1], [2, 3]], "synonyms": {}, "sentences": []}"#,
      "embeddings[1]"
    ),
    (
      #"{"words": ["a"], "embeddings": [[1]], "synonyms": {}, "sentences": [["a", "c"]]}"#,
      "sentences[0][1]: 'c'"
    ),
    (
      #"{"words": ["a"], "embeddings": [[1]], "synonyms": {"a": ["c"]}, "sentences": [["a"]]}"#,
      "synonyms.a[0]: 'c'"
    ),
    (#"{"words": ["a"], "embeddings": [[1]], "synonyms": {}, "sentences": [[]]}"#, "sentences[0]"),
    (#"{"words": ["a"], "embeddings": [[1]], "synonyms": {}, "sentences": []}"#, "0 sentences"),
    (#"{"words": ["a"], "embeddings": [[1]], "synonyms": 3, "sentences": []}"#, "synonyms"),
  ])
  func refusalsNameThePlace(json: String, place: String) {
    let reason = reason(json)
    #expect(reason.hasPrefix("sets.json: ") && reason.contains(place), "\(reason)")
  }

  @Test func aTableOfTheWrongSizeIsRefused() {
    let json = #"{\#(words), "embeddings": "t.npy", "synonyms": {}, "sentences": [["a"]]}"#
    #expect(reason(json, table: [1, 2, 3, 4]).contains("4 numbers for 3 words"))
    #expect(reason(json, table: [1, 2, .nan]).contains("finite"))
    #expect(reason(json).contains("0 numbers"))
  }

  @Test func nestingWithoutEndIsRefused() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(reason(#"{"positions": "# + deep).hasPrefix("sets.json: "))
  }
}
