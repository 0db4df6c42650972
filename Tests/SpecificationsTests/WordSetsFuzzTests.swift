// Damaged files of words end in an error or in sentences no larger than the file, soon.

import Foundation
import Specifications
import Testing
import _FuzzTestSupport

@Suite(.serialized)
struct WordSetsFuzzTests {
  private static let seeds = [
    #"{"words": ["a", "good", "great"], "embeddings": [[1, 2], [3, 4], [5, 6]],"#
      + #" "synonyms": {"good": ["great"]}, "sentences": [["a", "good"], ["great", "a"]]}"#,
    #"{"words": ["a"], "embeddings": "t.npy", "synonyms": {}, "sentences": [["a"]]}"#,
    #"{"positions": [[[0.1, 0.2], [0.3, 0.4]], [[1e300, -0.0]]]}"#,
  ].map { Data($0.utf8) }

  @Test func damagedSetsHoldNoMoreThanTheirFileNames() {
    let report = fuzz(Self.seeds, seed: 11) { data in
      guard
        let sets = try? WordSets(json: data, file: "s", readTable: { _ in [1, 2] })
      else { return }
      for sentence in sets.sentences {
        let widths = Set(sentence.flatMap { $0.map(\.count) })
        #expect(widths.count <= 1 && !sentence.contains(where: \.isEmpty))
        #expect(sentence.allSatisfy { $0.count <= data.count })
      }
    }
    #expect(report.runs > 100)
    #expect(report.longestRun < .seconds(10))
    #expect((report.memoryGrowth ?? 0) < 1 << 30)
  }
}
