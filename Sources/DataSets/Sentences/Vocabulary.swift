// Vocabulary: the numbers of words, the most frequent first.

/// The numbers of words: `<pad>` is 0, `<unk>` is 1, and then the most frequent words of the
/// training text, the alphabet deciding between equally frequent ones.
public struct Vocabulary: Sendable, Hashable {
  public static let padding = 0
  public static let unknown = 1
  public static let special = ["<pad>", "<unk>"]

  /// The words in the order of their numbers, `<pad>` and `<unk>` included.
  public let words: [String]
  private let numbers: [String: Int]

  /// The most frequent words of some sentences; at most `limit` numbers in all.
  public init(_ sentences: some Sequence<[String]>, limit: Int) {
    precondition(limit >= Self.special.count, "a vocabulary of \(limit)")
    var counts: [String: Int] = [:]
    for sentence in sentences { for word in sentence { counts[word, default: 0] += 1 } }
    let ranked = counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
    words = Self.special + ranked.prefix(limit - Self.special.count).map(\.key)
    numbers = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
  }

  public var count: Int { words.count }

  public func contains(_ word: String) -> Bool { numbers[word] != nil }

  /// The number of a word; `unknown` for one that the vocabulary lacks.
  public func number(of word: String) -> Int { numbers[word] ?? Self.unknown }

  /// The numbers of a sentence, cut or filled with `padding` to a length.
  public func numbers(of sentence: [String], length: Int) -> [Int] {
    let known = sentence.prefix(length).map(number)
    return known + [Int](repeating: Self.padding, count: length - known.count)
  }
}
