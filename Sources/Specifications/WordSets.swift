// A JSON file of sentences with the words that may stand at each position.

public import Foundation

/// Sentences, each with the vectors of the words that may stand at each position.
///
/// The file is one object in either form:
///
///     {"words": ["a", "good", "great"], "embeddings": [[0.1, 0.2], …] or "table.npy",
///      "synonyms": {"good": ["great"]}, "sentences": [["a", "good"], …]}
///     {"positions": [[[0.1, 0.2], [0.3, 0.4]], …]}
///
/// The second lists for each position of one sentence its vectors, the original first. Synonyms hold
/// in the direction in which they stand there.
public struct WordSets: Sendable, Equatable {
  /// For each sentence and position the vectors of its words, the original first.
  public let sentences: [[[[Double]]]]

  /// Reads a file.
  ///
  /// - `file`: what errors name.
  /// - `readTable`: the numbers of an array file that the JSON names, in rows.
  public init(
    json: Data, file: String, readTable: (String) throws -> [Double]
  ) throws {
    let fields: Fields
    do {
      fields = try JSONDecoder().decode(Fields.self, from: json)
    } catch let error as DecodingError {
      throw LexiconError(error, file: file)
    }
    if let positions = fields.positions {
      guard fields.words == nil, fields.sentences == nil else {
        throw LexiconError.malformed(
          file: file, place: "positions", "give positions, or words and sentences")
      }
      sentences = [try Self.checked(positions, file)]
      return
    }
    func required<Value>(_ value: Value?, _ name: String) throws(LexiconError) -> Value {
      guard let value else { throw .malformed(file: file, place: name, "it is missing") }
      return value
    }
    let words = try required(fields.words, "words")
    let lexicon = try Lexicon(
      words: words,
      vectors: try Self.vectors(
        try required(fields.embeddings, "embeddings"), count: words.count, file, readTable),
      synonyms: try required(fields.synonyms, "synonyms"), file: file)
    let texts = try required(fields.sentences, "sentences")
    guard !texts.isEmpty, texts.count <= Lexicon.mostPositions else {
      throw LexiconError.malformed(file: file, place: "sentences", "\(texts.count) sentences")
    }
    sentences = try texts.enumerated().map { index, text in
      try lexicon.choices(for: text, at: "sentences[\(index)]")
    }
  }

  private static func vectors(
    _ embeddings: Embeddings, count: Int, _ file: String, _ readTable: (String) throws -> [Double]
  ) throws -> [Double] {
    switch embeddings {
    case .file(let name): return try readTable(name)
    case .vectors(let rows):
      guard rows.count == count else {
        throw LexiconError.malformed(
          file: file, place: "embeddings", "\(rows.count) vectors for \(count) words")
      }
      for (index, row) in rows.enumerated() where row.count != rows[0].count || row.isEmpty {
        throw LexiconError.malformed(
          file: file, place: "embeddings[\(index)]",
          "\(row.count) numbers, and the first has \(rows[0].count)")
      }
      return rows.flatMap(\.self)
    }
  }

  private static func checked(
    _ positions: [[[Double]]], _ file: String
  ) throws(LexiconError) -> [[[Double]]] {
    guard let width = positions.first?.first?.count, width > 0 else {
      throw .malformed(file: file, place: "positions", "no vectors")
    }
    guard positions.count <= Lexicon.mostPositions else {
      throw .limit(file: file, place: "positions", "\(positions.count) of them")
    }
    for (index, words) in positions.enumerated() {
      let place = "positions[\(index)]"
      guard !words.isEmpty else { throw .malformed(file: file, place: place, "no vectors") }
      guard words.count <= Lexicon.mostChoices else {
        throw .limit(file: file, place: place, "\(words.count) vectors")
      }
      for (word, vector) in words.enumerated() where vector.count != width {
        throw .malformed(
          file: file, place: "\(place)[\(word)]",
          "\(vector.count) numbers, and the first has \(width)")
      }
    }
    return positions
  }
}

/// The fields as they stand in the file.
private struct Fields: Decodable {
  let words: [String]?
  let embeddings: Embeddings?
  let synonyms: [String: [String]]?
  let sentences: [[String]]?
  let positions: [[[Double]]]?
}

private enum Embeddings: Decodable {
  case file(String)
  case vectors([[Double]])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let name = try? container.decode(String.self) {
      self = .file(name)
    } else {
      self = .vectors(try container.decode([[Double]].self))
    }
  }
}

extension LexiconError {
  /// What the decoder refused, and where.
  fileprivate init(_ error: DecodingError, file: String) {
    let context =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .keyNotFound(_, let context), .dataCorrupted(let context):
        context
      @unknown default: DecodingError.Context(codingPath: [], debugDescription: "\(error)")
      }
    let place = context.codingPath.reduce("") { path, key in
      if let index = key.intValue { return "\(path)[\(index)]" }
      return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
    }
    self = .malformed(
      file: file, place: place.isEmpty ? "the object" : place, context.debugDescription)
  }
}
