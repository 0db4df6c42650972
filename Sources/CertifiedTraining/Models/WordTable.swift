// WordTable: the words of a network of sentences and their rows, in files beside the network.

internal import Archives
internal import ArrayFiles
public import DataSets
internal import Foundation
public import Tensors

/// The words that a network of sentences knows, each with its row.
///
/// A network in a file reads rows, not words. Beside `MODEL.onnx` stand `MODEL.vocabulary.json`, a list
/// of words of which the first two are `<pad>` and `<unk>`, and `MODEL.embedding.npy`, a row for each.
public struct WordTable: Sendable {
  public let words: [String]
  /// `[words, width]`.
  public let rows: Tensor

  private static let limit = 1 << 28

  /// The table of a network; `nil` where it reads no sentences or `data` holds none.
  public init?(of network: TrainableNetwork, on data: any DataSet) {
    guard let place = network.embeddingIndex, let sentences = data.sentences else { return nil }
    words = sentences.vocabulary.words
    rows = network.values[place].slice(0..<words.count).detached
  }

  /// Reads the files beside a model.
  public init(beside model: String) throws {
    let paths = Self.paths(beside: model)
    let data = try FileReading.read(path: paths.words, limit: Self.limit)
    let array = try NumberArray(npy: paths.rows, limit: Self.limit)
    // The decoder recurses; no word has a bracket, so what nests is refused before it.
    guard data.first == 0x5b, !data.dropFirst().contains(0x5b), !data.contains(0x7b),
      let words = try? JSONDecoder().decode([String].self, from: data),
      words.starts(with: Vocabulary.special)
    else {
      throw TrainingError.data(
        "\(paths.words) is no list of words that begins with \(Vocabulary.special)")
    }
    guard array.shape.count == 2, array.shape[0] == words.count, array.shape[1] > 0 else {
      throw TrainingError.data(
        "\(paths.rows) has the shape \(array.shape), not a row for each of \(words.count) words")
    }
    let rows = try Tensor(array)
    guard rows.scalarType.isFloatingPoint,
      rows.isFinite.all(along: [0, 1]).scalars(as: Bool.self)[0]
    else { throw TrainingError.data("\(paths.rows) holds something that is no finite number") }
    (self.words, self.rows) = (words, rows)
  }

  /// Writes the files beside a model.
  public func write(beside model: String) throws {
    let paths = Self.paths(beside: model)
    try rows.write(npy: paths.rows)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    try FileWriting.write(try encoder.encode(words), to: paths.words)
  }

  /// A row for each word of a vocabulary; that of `<unk>` for words that the table has not.
  public func rows(for vocabulary: Vocabulary) -> Tensor {
    let known = Dictionary(words.enumerated().map { ($1, $0) }) { first, _ in first }
    return rows.selecting(
      Tensor(vocabulary.words.map { known[$0] ?? Vocabulary.unknown }), along: 0)
  }

  private static func paths(beside model: String) -> (words: String, rows: String) {
    var stem = model
    for ending in [".gz", ".onnx"] where stem.hasSuffix(ending) { stem.removeLast(ending.count) }
    return ("\(stem).vocabulary.json", "\(stem).embedding.npy")
  }
}
