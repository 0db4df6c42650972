// DenseNet: each layer reads all that came before it in its block.

public import Graphs

/// Densely connected networks for small images.
///
/// A layer adds `growth` channels to those it reads, by a 1×1 convolution to four times as many and a
/// 3×3 one; between two blocks a transition halves the channels and averages two by two.
///
/// ## References
///
/// - G. Huang et al., *Densely Connected Convolutional Networks*, CVPR 2017,
///   <https://arxiv.org/abs/1608.06993>.
public struct DenseNet: NamedArchitecture {
  public static let name = "densenet"
  /// The channels that a layer adds.
  public var growth: Int
  /// The number of layers of each block.
  public var blocks: [Int]
  public var isNormalized: Bool
  public var head: ImageHead

  public init(
    growth: Int = 8, blocks: [Int] = [2, 4, 4], isNormalized: Bool = true,
    head: ImageHead = .dense(256)
  ) {
    (self.growth, self.blocks) = (growth, blocks)
    (self.isNormalized, self.head) = (isNormalized, head)
  }

  public init(_ options: inout ArchitectureOptions) throws(TrainingError) {
    try self.init(
      growth: options.number("growth", 8), blocks: options.numbers("blocks", [2, 4, 4]),
      isNormalized: options.flag("normalized", true), head: options.head())
  }

  public func assemble(
    _ input: ModelBuilder.Value, outputs: Int, in builder: inout ModelBuilder
  ) throws(GraphError) -> ModelBuilder.Value {
    var x = try builder.convolution(input, "conv1", outputs: 2 * growth)
    for (index, count) in blocks.enumerated() {
      if index > 0 {
        x = try builder.within("trans\(index)") { builder throws(GraphError) in
          try transition(&builder, x)
        }
      }
      x = try builder.stage(x, "dense\(index + 1)", blocks: count, stride: 1) {
        builder, x, _ throws(GraphError) in try layer(&builder, x)
      }
    }
    x = try builder.relu(builder.normalized(x, "bn", if: isNormalized))
    return try builder.head(x, head, outputs: outputs)
  }

  private func layer(
    _ builder: inout ModelBuilder, _ x: ModelBuilder.Value
  ) throws(GraphError) -> ModelBuilder.Value {
    var y = try builder.relu(builder.normalized(x, "bn1", if: isNormalized))
    y = try builder.convolution(y, "conv1", outputs: 4 * growth, .init(kernel: 1, padding: 0))
    y = try builder.relu(builder.normalized(y, "bn2", if: isNormalized))
    y = try builder.convolution(y, "conv2", outputs: growth)
    return try builder.joined([y, x], axis: 1)
  }

  private func transition(
    _ builder: inout ModelBuilder, _ x: ModelBuilder.Value
  ) throws(GraphError) -> ModelBuilder.Value {
    let channels = x.extents[1] / 2
    var y = try builder.relu(builder.normalized(x, "bn", if: isNormalized))
    y = try builder.convolution(y, "conv", outputs: channels, .init(kernel: 1, padding: 0))
    return try builder.averagePool(y, kernel: 2)
  }
}
