// LSTMClassifier: a sentence read word by word by an LSTM.

public import Graphs
internal import Tensors

/// An LSTM over the words of a sentence, and a dense layer on the mean or the last of its outputs.
///
/// Parameters as PyTorch has them, `lstm.weight_ih_l0` and so on, whose rows are the gates i, f, g, o.
///
/// ## References
///
/// - S. Hochreiter and J. Schmidhuber, *Long Short-Term Memory*, 1997,
///   <https://doi.org/10.1162/neco.1997.9.8.1735>.
/// - K. Xu et al., *Automatic Perturbation Analysis for Scalable Certified Robustness and Beyond*,
///   NeurIPS 2020, section 4, <https://arxiv.org/abs/2002.12920>.
public struct LSTMClassifier: SentenceArchitecture, NamedArchitecture {
  public static let name = "lstm"
  public var vocabularySize: Int
  public var embeddingWidth: Int
  /// The length of a state.
  public var width: Int
  /// Whether a second LSTM reads the sentence from its end.
  public var isBidirectional: Bool
  public var pooling: SentencePooling

  public init(
    vocabularySize: Int = 10_000, embeddingWidth: Int = 64, width: Int = 64,
    isBidirectional: Bool = false, pooling: SentencePooling = .mean
  ) {
    (self.vocabularySize, self.embeddingWidth) = (vocabularySize, embeddingWidth)
    (self.width, self.isBidirectional, self.pooling) = (width, isBidirectional, pooling)
  }

  public init(_ options: inout ArchitectureOptions) throws(TrainingError) {
    try self.init(
      vocabularySize: options.number("vocabulary", 10_000, in: 1...1 << 24),
      embeddingWidth: options.number("embedding", 64), width: options.number("width", 64),
      isBidirectional: options.flag("bidirectional", false), pooling: options.word("pooling", .mean)
    )
  }

  public func assemble(
    _ input: ModelBuilder.Value, outputs: Int, in builder: inout ModelBuilder
  ) throws(GraphError) -> ModelBuilder.Value {
    // ONNX Runtime has time in front.
    let words = try builder.apply("Transpose", [input], ["perm": .ints([1, 0, 2])])
    let states = try builder.within("lstm") { builder throws(GraphError) in
      try run(words, in: &builder)
    }
    return try builder.linear(states, "linear", outputs: outputs)
  }

  /// The outputs pooled, `[1, directions · width]`.
  private func run(
    _ words: ModelBuilder.Value, in builder: inout ModelBuilder
  ) throws(GraphError) -> ModelBuilder.Value {
    let directions = isBidirectional ? ["", "_reverse"] : [""]
    var stacked = [[ModelBuilder.Value]](repeating: [], count: 3)
    for direction in directions {
      for (index, part) in try weights(direction, in: &builder).enumerated() {
        stacked[index].append(part)
      }
    }
    var operands = [words]
    for parts in stacked {
      operands.append(parts.count == 1 ? parts[0] : try builder.joined(parts, axis: 0))
    }
    let results = try builder.outputs(
      3, of: "LSTM", operands,
      [
        "hidden_size": .int(width),
        "direction": .string(isBidirectional ? "bidirectional" : "forward"),
      ])
    var pooled = results[1]
    if pooling == .mean {
      // [length, directions, 1, width]
      pooled = try builder.apply(
        "ReduceMean", [results[0], .constant(Tensor([0]))], ["keepdims": .int(0)])
    }
    return try builder.apply("Reshape", [pooled, .constant(Tensor([1, -1]))])
  }

  /// The weights, the recurrence and the two offsets of one direction, with an axis for directions in
  /// front, in the order i, o, f, g of ONNX.
  private func weights(
    _ direction: String, in builder: inout ModelBuilder
  ) throws(GraphError) -> [ModelBuilder.Value] {
    let rows = [0, 3, 1, 2].flatMap { gate in (0..<width).map { gate * width + $0 } }
    func reordered(
      _ name: String, _ shape: [Int], _ role: Parameter.Role, _ builder: inout ModelBuilder
    ) throws(GraphError) -> ModelBuilder.Value {
      let value = try builder.parameter(name + "_l0" + direction, shape, role)
      let taken = try builder.apply("Gather", [value, .constant(Tensor(rows))], ["axis": .int(0)])
      return try builder.apply("Unsqueeze", [taken, .constant(Tensor([0]))])
    }
    let gates = 4 * width
    let input = try reordered(
      "weight_ih", [gates, embeddingWidth], .weight(fanIn: embeddingWidth, fanOut: gates), &builder)
    let state = try reordered(
      "weight_hh", [gates, width], .weight(fanIn: width, fanOut: gates), &builder)
    let offsets = [
      try reordered("bias_ih", [gates], .bias(fanIn: width), &builder),
      try reordered("bias_hh", [gates], .bias(fanIn: width), &builder),
    ]
    return [input, state, try builder.joined(offsets, axis: 1)]
  }
}
