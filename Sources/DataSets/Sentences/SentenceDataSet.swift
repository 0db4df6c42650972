// SentenceDataSet: sentences in classes as numbers of words, and the words that may replace them.

public import Foundation
public import Tensors

/// How sentences become numbers.
public struct SentenceOptions: Sendable, Hashable {
  /// The number of words of a sample; longer sentences are cut, shorter ones filled.
  public var length = 32
  /// The largest number of different words, `<pad>` and `<unk>` included.
  public var vocabularyLimit = 10_000
  /// The number of words that a position may hold, the original included.
  public var candidateCount = 8

  public init() {}
}

/// Sentences in classes: inputs are numbers of words, `int64 [n, length]`.
///
/// Its candidates are what a word substitution chooses from, once each number is the vector that
/// the network knows it by.
///
/// ## References
///
/// - K. Xu et al., *Automatic Perturbation Analysis for Scalable Certified Robustness and Beyond*,
///   NeurIPS 2020, <https://arxiv.org/abs/2002.12920>.
public struct SentenceDataSet: DataSet {
  public let name: String
  public let task: Task
  public let vocabulary: Vocabulary
  public let options: SentenceOptions
  private let tokens: [[Int]]
  private let labels: [Int]
  /// The words that may stand at a place where this word stands, itself first.
  private let candidates: [[Int]]

  /// Reads `train.tsv`, `test.tsv` and `synonyms.json` from a folder.
  ///
  /// The vocabulary and the classes are those of the training part, whichever part is asked for.
  public init(
    folder: String, split: Split, options: SentenceOptions = SentenceOptions(), remedy: String
  ) throws(DataSetError) {
    func sentences(_ part: Split) throws(DataSetError) -> [LabelledSentence] {
      let path = "\(folder)/\(part.rawValue).tsv"
      return try labelledSentences(wholeFile(path, limit: 1 << 30, remedy: remedy), file: path)
    }
    let train = try sentences(.train)
    let path = "\(folder)/synonyms.json"
    let synonyms = try Synonyms(wholeFile(path, limit: 1 << 27, remedy: remedy), file: path)
    try self.init(
      split == .train ? train : sentences(split), trainedOn: train, synonyms: synonyms,
      options: options, file: "\(folder)/\(split.rawValue).tsv")
  }

  /// Reads the bytes of a file of sentences, which are the training text too.
  public init(
    _ data: Data, file: String, synonyms: Synonyms, options: SentenceOptions = SentenceOptions()
  ) throws(DataSetError) {
    let sentences = try labelledSentences(data, file: file)
    try self.init(
      sentences, trainedOn: sentences, synonyms: synonyms, options: options, file: file)
  }

  private init(
    _ sentences: [LabelledSentence], trainedOn train: [LabelledSentence], synonyms: Synonyms,
    options: SentenceOptions, file: String
  ) throws(DataSetError) {
    precondition(options.length > 0 && options.candidateCount > 0, "sentences of \(options)")
    let vocabulary = Vocabulary(train.map(\.words), limit: options.vocabularyLimit)
    let classes = Set(train.map(\.label)).sorted()
    var labels: [Int] = []
    for (index, sentence) in sentences.enumerated() {
      guard let label = classes.firstIndex(of: sentence.label) else {
        throw .malformed(
          place: "\(file), sentence \(index + 1)",
          problem: "the training part has no label '\(sentence.label.prefix(40))'")
      }
      labels.append(label)
    }
    candidates = vocabulary.words.enumerated().map { number, word in
      var found = [number]
      for other in synonyms.words[word] ?? [] where vocabulary.contains(other) {
        let other = vocabulary.number(of: other)
        guard found.count < options.candidateCount else { break }
        if other >= Vocabulary.special.count, !found.contains(other) { found.append(other) }
      }
      return found
    }
    tokens = sentences.map { vocabulary.numbers(of: $0.words, length: options.length) }
    (name, self.labels, self.options, self.vocabulary) = (file, labels, options, vocabulary)
    task = .classification(classNames: classes)
  }

  public var count: Int { tokens.count }
  public var sampleShape: [Int] { [options.length] }

  public func batch(_ indices: [Int]) throws(DataSetError) -> Batch {
    check(indices)
    let numbers = indices.flatMap { tokens[$0] }
    var batch = Batch(
      inputs: Tensor(shape: [indices.count, options.length], scalars: numbers),
      targets: .classes(Tensor(indices.map { labels[$0] })), indices: indices)
    batch.candidates = candidates(indices)
    return batch
  }

  /// The words that each position of some samples may hold, `int64 [n, length, candidateCount]`:
  /// the original first, and again where a word has fewer.
  public func candidates(_ indices: [Int]) -> Tensor {
    check(indices)
    let numbers = indices.flatMap { index in
      tokens[index].flatMap { token in
        candidates[token]
          + [Int](repeating: token, count: options.candidateCount - candidates[token].count)
      }
    }
    return Tensor(
      shape: [indices.count, options.length, options.candidateCount], scalars: numbers)
  }
}

extension DataSet {
  /// The sentences behind this data set, where that is what it holds or is a part of.
  public var sentences: SentenceDataSet? {
    (self as? SentenceDataSet) ?? (self as? Subset)?.base.sentences
  }
}
