// Sentences become numbers of words, and each place knows the words that may stand there.

import DataSets
import Foundation
import Tensors
import Testing

struct SentenceDataSetTests {
  private let text = Data("good\tA good, good film!\nbad\tIt isn't a movie\n".utf8)
  private let synonyms = Synonyms(["film": ["movie", "picture"], "good": ["film"]])

  private var options: SentenceOptions {
    var options = SentenceOptions()
    (options.length, options.candidateCount) = (5, 3)
    return options
  }

  @Test func wordsAreLowerCaseWithTheirApostrophes() {
    #expect(
      words(of: "It isn't -- 'A' WELL-made film'") == ["it", "isn't", "a", "well-made", "film"])
    #expect(words(of: " ... ") == [])
  }

  @Test func frequentWordsComeFirstAndTheRestIsUnknown() {
    let vocabulary = Vocabulary([["b", "a", "c"], ["b"]], limit: 4)
    #expect(vocabulary.words == ["<pad>", "<unk>", "b", "a"])
    #expect(vocabulary.numbers(of: ["a", "c"], length: 3) == [3, 1, 0])
    #expect(vocabulary.numbers(of: ["a", "b", "b", "b"], length: 3) == [3, 2, 2])
  }

  @Test func aSampleIsItsNumbersAndItsCandidates() throws {
    let data = try SentenceDataSet(text, file: "f", synonyms: synonyms, options: options)
    #expect(
      data.vocabulary.words == ["<pad>", "<unk>", "a", "good", "film", "isn't", "it", "movie"])
    #expect(data.task == .classification(classNames: ["bad", "good"]))
    let batch = try data.batch([0])
    #expect(batch.inputs == Tensor(shape: [1, 5], scalars: [2, 3, 3, 4, 0] as [Int64]))
    // `picture` is not in the vocabulary; a word with few synonyms repeats itself.
    #expect(
      data.candidates([0])
        == Tensor(
          shape: [1, 5, 3], scalars: [2, 2, 2, 3, 4, 3, 3, 4, 3, 4, 7, 4, 0, 0, 0] as [Int64]))
  }

  @Test func testSentencesUseTheTrainingVocabulary() throws {
    try withFolder { folder in
      try write(text, "\(folder)/train.tsv")
      try write(Data("bad\tpicture film\n".utf8), "\(folder)/test.tsv")
      try write(Data(#"{"film": ["movie"]}"#.utf8), "\(folder)/synonyms.json")
      let test = try SentenceDataSet(folder: folder, split: .test, options: options, remedy: "")
      #expect(try test.batch([0]).inputs.flattened == Tensor([1, 4, 0, 0, 0]))
      try write(Data("odd\tfilm\n".utf8), "\(folder)/test.tsv")
      let error = #expect(throws: DataSetError.self) {
        try DataSetCatalog.open("sentences:\(folder)", split: .test)
      }
      #expect(error?.description.hasSuffix("the training part has no label 'odd'") == true)
    }
  }

  @Test(arguments: [
    ("good film\n", "f, line 1: it is no label, a tab and a text"),
    ("a\tb\n\n\tfilm\n", "f, line 3: it is no label, a tab and a text"),
    ("good\t...\n", "f, line 1: it has no word"), ("\n", "f: it has no sentence"),
  ])
  func brokenLinesAreNamed(_ text: String, _ line: String) {
    let error = #expect(throws: DataSetError.self) {
      try SentenceDataSet(Data(text.utf8), file: "f", synonyms: synonyms)
    }
    #expect(error?.description == line)
  }

  @Test(arguments: ["[", #"{"a": "b"}"#, #"{"a": [[]]}"#, String(repeating: "[", count: 1 << 20)])
  func brokenSynonymsAreRefused(_ text: String) {
    let problem = "it is no JSON object of lists of words"
    #expect(throws: DataSetError.malformed(place: "f", problem: problem)) {
      try Synonyms(Data(text.utf8), file: "f")
    }
  }
}
