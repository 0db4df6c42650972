// ResNeXt: residual bottlenecks whose middle convolution is done in groups.

public import Graphs

/// Aggregated residual networks for small images.
///
/// A block has `cardinality · width` channels inside and twice as many outside; from the second on a
/// stage halves the image and doubles both.
///
/// ## References
///
/// - S. Xie et al., *Aggregated Residual Transformations for Deep Neural Networks*, CVPR 2017,
///   <https://arxiv.org/abs/1611.05431>.
/// - K. Xu et al., *Automatic Perturbation Analysis for Scalable Certified Robustness and Beyond*,
///   NeurIPS 2020, <https://arxiv.org/abs/2002.12920>: three stages of one block, with a dense head.
public struct ResNeXt: NamedArchitecture {
  public static let name = "resnext"
  /// The number of groups.
  public var cardinality: Int
  /// The channels of one group in the first stage.
  public var width: Int
  /// The number of blocks of each stage.
  public var blocks: [Int]
  public var isNormalized: Bool
  public var head: ImageHead

  public init(
    cardinality: Int = 2, width: Int = 8, blocks: [Int] = [1, 1, 1], isNormalized: Bool = true,
    head: ImageHead = .dense(256)
  ) {
    (self.cardinality, self.width, self.blocks) = (cardinality, width, blocks)
    (self.isNormalized, self.head) = (isNormalized, head)
  }

  public init(_ options: inout ArchitectureOptions) throws(TrainingError) {
    try self.init(
      cardinality: options.number("cardinality", 2), width: options.number("width", 8),
      blocks: options.numbers("blocks", [1, 1, 1]),
      isNormalized: options.flag("normalized", true), head: options.head())
  }

  public func assemble(
    _ input: ModelBuilder.Value, outputs: Int, in builder: inout ModelBuilder
  ) throws(GraphError) -> ModelBuilder.Value {
    var x = try builder.convolution(input, "conv1", outputs: 16)
    x = try builder.relu(builder.normalized(x, "bn1", if: isNormalized))
    for (index, count) in blocks.enumerated() {
      x = try builder.stage(
        x, "layer\(index + 1)", blocks: count, stride: index == 0 ? 1 : 2
      ) { builder, x, stride throws(GraphError) in
        try block(&builder, x, channels: (cardinality * width) << index, stride: stride)
      }
    }
    return try builder.head(x, head, outputs: outputs)
  }

  private func block(
    _ builder: inout ModelBuilder, _ x: ModelBuilder.Value, channels: Int, stride: Int
  ) throws(GraphError) -> ModelBuilder.Value {
    let single = ModelBuilder.Convolution(kernel: 1, padding: 0)
    var y = try builder.convolution(x, "conv1", outputs: channels, single)
    y = try builder.relu(builder.normalized(y, "bn1", if: isNormalized))
    y = try builder.convolution(
      y, "conv2", outputs: channels, .init(stride: stride, groups: cardinality))
    y = try builder.relu(builder.normalized(y, "bn2", if: isNormalized))
    y = try builder.convolution(y, "conv3", outputs: 2 * channels, single)
    y = try builder.normalizedBranch(y, "bn3", if: isNormalized)
    let kept = try builder.shortcut(
      x, outputs: 2 * channels, stride: stride, isNormalized: isNormalized)
    return try builder.relu(builder.sum(y, kept))
  }
}
