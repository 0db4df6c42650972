// Sentence files: a label and a text in each line, and the synonyms of words as JSON.

public import Foundation

/// A sentence and the name of its class.
struct LabelledSentence: Hashable {
  let label: String
  let words: [String]
}

/// Reads lines of a label, a tab and a text.
func labelledSentences(_ data: Data, file: String) throws(DataSetError) -> [LabelledSentence] {
  var result: [LabelledSentence] = []
  for (index, line) in data.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated() {
    let line = line.last == 0x0d ? line.dropLast() : line
    guard !line.isEmpty else { continue }
    let place = "\(file), line \(index + 1)"
    guard let text = String(validating: line, as: UTF8.self) else {
      throw .malformed(place: place, problem: "it is no UTF-8 text")
    }
    let fields = text.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count == 2, !fields[0].isEmpty else {
      throw .malformed(place: place, problem: "it is no label, a tab and a text")
    }
    let words = words(of: fields[1])
    guard !words.isEmpty else { throw .malformed(place: place, problem: "it has no word") }
    result.append(LabelledSentence(label: String(fields[0]), words: words))
  }
  guard !result.isEmpty else { throw .malformed(place: file, problem: "it has no sentence") }
  return result
}

/// The words that may stand for a word.
public struct Synonyms: Sendable, Hashable {
  public let words: [String: [String]]

  public init(_ words: [String: [String]]) { self.words = words }

  /// Reads a JSON object of lists of words; `file` names it in errors.
  public init(_ data: Data, file: String) throws(DataSetError) {
    // The decoder recurses: what nests deeper than an object of lists is refused before it.
    var depth = 0
    var isInText = false
    var isEscaped = false
    for byte in data {
      if isInText {
        (isInText, isEscaped) = (isEscaped || byte != 0x22, !isEscaped && byte == 0x5c)
      } else {
        isInText = byte == 0x22
        if byte == 0x7b || byte == 0x5b { depth += 1 }
        if byte == 0x7d || byte == 0x5d { depth -= 1 }
        guard depth <= 2 else { throw Self.malformed(file) }
      }
    }
    guard let words = try? JSONDecoder().decode([String: [String]].self, from: data) else {
      throw Self.malformed(file)
    }
    self.words = words
  }

  private static func malformed(_ file: String) -> DataSetError {
    .malformed(place: file, problem: "it is no JSON object of lists of words")
  }
}
