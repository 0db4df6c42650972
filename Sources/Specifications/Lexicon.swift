// Synonym sets and the vectors of words: what a word substitution chooses from.

/// Why a file of words cannot be used, with the place in it.
public enum LexiconError: Error, Equatable, CustomStringConvertible {
  /// The file breaks its form.
  case malformed(file: String, place: String, String)
  /// A word has no vector.
  case unknownWord(file: String, place: String, word: String)
  /// The file asks for more than the limits allow.
  case limit(file: String, place: String, String)

  public var description: String {
    switch self {
    case .malformed(let file, let place, let what): "\(file): \(place): \(what)"
    case .unknownWord(let file, let place, let word):
      "\(file): \(place): '\(word)' is not among the words that have vectors"
    case .limit(let file, let place, let what): "\(file): \(place): too large: \(what)"
    }
  }
}

/// The words of a vocabulary with their vectors, and for some of them the words that may replace them.
public struct Lexicon: Sendable {
  public let words: [String]
  public let synonyms: [String: [String]]
  /// The length of each vector.
  public let width: Int
  private let vectors: [Double]
  private let places: [String: Int]
  private let file: String

  /// The most words that one position may have.
  public static let mostChoices = 1 << 12
  /// The most positions of a sentence.
  public static let mostPositions = 1 << 16
  /// The most numbers of all words of a sentence.
  public static let mostNumbers = 1 << 26

  /// - `vectors`: those of `words`, one after the other.
  /// - `file`: what errors name.
  public init(
    words: [String], vectors: [Double], synonyms: [String: [String]], file: String
  ) throws(LexiconError) {
    guard !words.isEmpty, !vectors.isEmpty, vectors.count % words.count == 0 else {
      throw .malformed(
        file: file, place: "embeddings", "\(vectors.count) numbers for \(words.count) words")
    }
    guard vectors.allSatisfy(\.isFinite) else {
      throw .malformed(file: file, place: "embeddings", "not every number is finite")
    }
    var places: [String: Int] = [:]
    for (index, word) in words.enumerated() {
      guard places.updateValue(index, forKey: word) == nil else {
        throw .malformed(file: file, place: "words[\(index)]", "'\(word)' stands there twice")
      }
    }
    (self.words, self.vectors, self.synonyms, self.file) = (words, vectors, synonyms, file)
    (self.places, width) = (places, vectors.count / words.count)
  }

  /// The vectors of each position's words, the original first.
  ///
  /// - `place`: where the sentence stands, for errors.
  public func choices(
    for sentence: [String], at place: String = "sentence"
  ) throws(LexiconError) -> [[[Double]]] {
    guard !sentence.isEmpty else {
      throw .malformed(file: file, place: place, "a sentence of no words")
    }
    guard sentence.count <= Self.mostPositions else {
      throw .limit(file: file, place: place, "\(sentence.count) words")
    }
    var choices: [[[Double]]] = []
    var count = 0
    for (position, word) in sentence.enumerated() {
      var own = [try vector(of: word, at: "\(place)[\(position)]")]
      let others = synonyms[word] ?? []
      guard others.count < Self.mostChoices else {
        throw .limit(file: file, place: "synonyms.\(word)", "\(others.count) words")
      }
      for (index, other) in others.enumerated() where other != word {
        own.append(try vector(of: other, at: "synonyms.\(word)[\(index)]"))
      }
      count += own.count * width
      guard count <= Self.mostNumbers else {
        throw .limit(file: file, place: place, "more than \(Self.mostNumbers) numbers")
      }
      choices.append(own)
    }
    return choices
  }

  private func vector(of word: String, at place: String) throws(LexiconError) -> [Double] {
    guard let index = places[word] else {
      throw .unknownWord(file: file, place: place, word: word)
    }
    return Array(vectors[index * width..<(index + 1) * width])
  }
}
