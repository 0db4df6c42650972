// SentenceArchitecture: networks that read words as rows of a table, which is trained with them.

internal import Graphs
public import Tensors

/// A network whose input is a sentence, `[1, length, width]`, each word by its row of a table.
///
/// Looking rows up is not part of the graph: a word that takes another's place moves its row, and
/// that is what bounds see. The table is a parameter all the same, `embedding.weight`, the first one.
public protocol SentenceArchitecture: Architecture {
  /// The number of rows of the table.
  var vocabularySize: Int { get }
  /// The length of a row.
  var embeddingWidth: Int { get }
}

extension TrainableNetwork {
  /// The table of words among the parameters; `nil` for networks that read no words.
  public var embeddingIndex: Int? {
    architecture is any SentenceArchitecture
      ? parameters.firstIndex { $0.name == "embedding.weight" } : nil
  }

  /// Where the table stands among the parameters that are trained.
  var embeddingPlace: Int? {
    embeddingIndex.flatMap { trainedIndices.firstIndex(of: $0) }
  }
}

/// The rows of words, `words` + `[width]`, from a table `[vocabulary, width]`.
///
/// - `words`: int64, of any shape: `[n, 1, length]` for a batch of inputs, `[n, length, candidates]`
///   for a substitution.
public func embedded(_ words: Tensor, by table: Tensor) -> Tensor {
  table.selecting(words.flattened, along: 0).reshaped(to: words.shape + [table.shape[1]])
}

/// What a sentence is summed up by.
public enum SentencePooling: String, Sendable, CaseIterable {
  /// The mean over the words.
  case mean
  /// The last state.
  case last
}

extension ModelBuilder {
  /// Declares the table, and checks that inputs are its rows.
  mutating func declareTable(
    of architecture: some SentenceArchitecture, reading shape: [Int]
  ) throws(GraphError) {
    let (rows, width) = (architecture.vocabularySize, architecture.embeddingWidth)
    guard shape.count == 3, shape[2] == width, rows > 0 else {
      throw .model("\(shape) for sentences of \(rows) words by rows of \(width)")
    }
    _ = try within("embedding") { builder throws(GraphError) in
      try builder.parameter("weight", [rows, width], .embedding)
    }
  }

  /// The mean over the words of `[1, length, width]`, `[1, width]`.
  mutating func meanOverWords(_ x: Value) throws(GraphError) -> Value {
    try apply("ReduceMean", [x, .constant(Tensor([1]))], ["keepdims": .int(0)])
  }
}
