// TransformerClassifier: a sentence whose words attend to each other.

public import Graphs
internal import Tensors

/// Blocks of attention and dense layers over the words of a sentence, their mean, and a dense layer.
///
///     y = N(x + A(x))    z = N(y + W₂ relu(W₁ y))
///     A(x) = O concatₕ(softmax(Qₕ Kₕᵀ / √d) Vₕ)
///
/// Keys have no offset: it would add the same number to all scores that a softmax compares.
///
/// ## References
///
/// - A. Vaswani et al., *Attention Is All You Need*, NeurIPS 2017, <https://arxiv.org/abs/1706.03762>.
/// - Z. Shi et al., *Robustness Verification for Transformers*, ICLR 2020, section 3.1 on
///   normalization, <https://arxiv.org/abs/2002.06622>.
public struct TransformerClassifier: SentenceArchitecture, NamedArchitecture {
  /// The normalization behind each sum.
  public enum Normalization: String, Sendable, CaseIterable {
    /// Less the mean, times a factor, plus an offset; nothing is divided, which bounds suffer from.
    case centered
    /// Layer normalization as it is usual, over the deviation.
    case standard
    case none
  }

  public static let name = "transformer"
  public var vocabularySize: Int
  public var embeddingWidth: Int
  public var blocks: Int
  public var heads: Int
  /// The units of the hidden layer in a block.
  public var denseWidth: Int
  public var normalization: Normalization
  /// Whether each place in the sentence adds a row of its own.
  public var hasPositions: Bool

  public init(
    vocabularySize: Int = 10_000, embeddingWidth: Int = 64, blocks: Int = 1, heads: Int = 4,
    denseWidth: Int = 128, normalization: Normalization = .centered, hasPositions: Bool = true
  ) {
    (self.vocabularySize, self.embeddingWidth) = (vocabularySize, embeddingWidth)
    (self.blocks, self.heads, self.denseWidth) = (blocks, heads, denseWidth)
    (self.normalization, self.hasPositions) = (normalization, hasPositions)
  }

  public init(_ options: inout ArchitectureOptions) throws(TrainingError) {
    try self.init(
      vocabularySize: options.number("vocabulary", 10_000, in: 1...1 << 24),
      embeddingWidth: options.number("embedding", 64), blocks: options.number("blocks", 1),
      heads: options.number("heads", 4), denseWidth: options.number("dense", 128),
      normalization: options.word("normalization", .centered),
      hasPositions: options.flag("positions", true))
  }

  public func assemble(
    _ input: ModelBuilder.Value, outputs: Int, in builder: inout ModelBuilder
  ) throws(GraphError) -> ModelBuilder.Value {
    guard heads > 0, embeddingWidth % heads == 0 else {
      throw .model("\(heads) heads of a width of \(embeddingWidth)")
    }
    var x = input
    if hasPositions {
      let rows = try builder.within("position") { builder throws(GraphError) in
        try builder.parameter("weight", Array(x.extents.dropFirst()), .embedding)
      }
      x = try builder.sum(x, rows)
    }
    for index in 0..<blocks {
      x = try builder.within("layers.\(index)") { builder throws(GraphError) in
        try block(x, in: &builder)
      }
    }
    return try builder.linear(builder.meanOverWords(x), "linear", outputs: outputs)
  }

  private func block(
    _ x: ModelBuilder.Value, in builder: inout ModelBuilder
  ) throws(GraphError) -> ModelBuilder.Value {
    let seen = try builder.within("self_attn") { builder throws(GraphError) in
      try attention(x, in: &builder)
    }
    let y = try normalized(builder.sum(x, seen), "norm1", in: &builder)
    let hidden = try builder.relu(builder.linear(y, "linear1", outputs: denseWidth))
    let added = try builder.linear(hidden, "linear2", outputs: embeddingWidth)
    return try normalized(builder.sum(y, added), "norm2", in: &builder)
  }

  private func attention(
    _ x: ModelBuilder.Value, in builder: inout ModelBuilder
  ) throws(GraphError) -> ModelBuilder.Value {
    let (length, size) = (x.extents[1], embeddingWidth / heads)
    func split(
      _ value: ModelBuilder.Value, _ order: [Int], _ builder: inout ModelBuilder
    ) throws(GraphError) -> ModelBuilder.Value {
      let parts = try builder.apply(
        "Reshape", [value, .constant(Tensor([1, length, heads, size]))])
      return try builder.apply("Transpose", [parts], ["perm": .ints(order)])
    }
    let query = try builder.linear(x, "q_proj", outputs: embeddingWidth)
    let key = try builder.linear(x, "k_proj", outputs: embeddingWidth, hasBias: false)
    let value = try builder.linear(x, "v_proj", outputs: embeddingWidth)
    let factor = ModelBuilder.Value.constant(
      Tensor(1 / Double(size).squareRoot(), as: builder.scalarType))
    let products = try builder.apply(
      "MatMul", [split(query, [0, 2, 1, 3], &builder), split(key, [0, 2, 3, 1], &builder)])
    let scores = try builder.apply("Mul", [products, factor])
    let shares = try builder.apply("Softmax", [scores], ["axis": .int(-1)])
    let mixed = try builder.apply("MatMul", [shares, split(value, [0, 2, 1, 3], &builder)])
    let turned = try builder.apply("Transpose", [mixed], ["perm": .ints([0, 2, 1, 3])])
    let joined = try builder.apply(
      "Reshape", [turned, .constant(Tensor([1, length, embeddingWidth]))])
    return try builder.linear(joined, "out_proj", outputs: embeddingWidth)
  }

  private func normalized(
    _ x: ModelBuilder.Value, _ name: String, in builder: inout ModelBuilder
  ) throws(GraphError) -> ModelBuilder.Value {
    guard normalization != .none else { return x }
    return try builder.within(name) { builder throws(GraphError) in
      let scale = try builder.parameter("weight", [embeddingWidth], .scale)
      let offset = try builder.parameter("bias", [embeddingWidth], .offset)
      guard normalization == .centered else {
        return try builder.apply("LayerNormalization", [x, scale, offset], ["axis": .int(-1)])
      }
      let mean = try builder.apply(
        "ReduceMean", [x, .constant(Tensor([-1]))], ["keepdims": .int(1)])
      let centered = try builder.apply("Sub", [x, mean])
      return try builder.sum(builder.apply("Mul", [centered, scale]), offset)
    }
  }
}
