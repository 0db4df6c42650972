// ResNet: blocks of two convolutions, each added to what it read.

public import Graphs

/// Residual networks for small images, with the activation behind each sum or in front of each block.
///
/// A 3×3 convolution to `width` channels, then one stage for each number in `blocks`; from the second
/// on a stage halves the image and doubles the channels.
///
/// ## References
///
/// - K. He et al., *Deep Residual Learning for Image Recognition*, CVPR 2016,
///   <https://arxiv.org/abs/1512.03385>.
/// - K. He et al., *Identity Mappings in Deep Residual Networks*, ECCV 2016,
///   <https://arxiv.org/abs/1603.05027>.
public struct ResNet: NamedArchitecture {
  public static let name = "resnet"
  /// The channels of the first stage.
  public var width: Int
  /// The number of blocks of each stage.
  public var blocks: [Int]
  /// A claim that normalization and activation stand in front of each convolution.
  public var isPreactivated: Bool
  public var isNormalized: Bool
  public var head: ImageHead

  public init(
    width: Int = 16, blocks: [Int] = [1, 1, 1], isPreactivated: Bool = false,
    isNormalized: Bool = true, head: ImageHead = .dense(256)
  ) {
    (self.width, self.blocks, self.isPreactivated) = (width, blocks, isPreactivated)
    (self.isNormalized, self.head) = (isNormalized, head)
  }

  public init(_ options: inout ArchitectureOptions) throws(TrainingError) {
    try self.init(
      width: options.number("width", 16), blocks: options.numbers("blocks", [1, 1, 1]),
      isPreactivated: options.flag("preactivated", false),
      isNormalized: options.flag("normalized", true), head: options.head())
  }

  public func assemble(
    _ input: ModelBuilder.Value, outputs: Int, in builder: inout ModelBuilder
  ) throws(GraphError) -> ModelBuilder.Value {
    var x = try builder.convolution(input, "conv1", outputs: width)
    if !isPreactivated {
      x = try builder.relu(builder.normalized(x, "bn1", if: isNormalized))
    }
    for (index, count) in blocks.enumerated() {
      let block = ResidualBlock(
        channels: width << index, isPreactivated: isPreactivated, isNormalized: isNormalized)
      x = try builder.stage(
        x, "layer\(index + 1)", blocks: count, stride: index == 0 ? 1 : 2, block.assemble)
    }
    if isPreactivated {
      x = try builder.relu(builder.normalized(x, "bn1", if: isNormalized))
    }
    return try builder.head(x, head, outputs: outputs)
  }
}

/// The basic block: two 3×3 convolutions beside a shortcut.
struct ResidualBlock {
  let channels: Int
  let isPreactivated: Bool
  let isNormalized: Bool

  func assemble(
    _ builder: inout ModelBuilder, _ x: ModelBuilder.Value, stride: Int
  ) throws(GraphError) -> ModelBuilder.Value {
    try isPreactivated ? before(&builder, x, stride) : behind(&builder, x, stride)
  }

  /// Each convolution is normalized, and the sum is activated.
  private func behind(
    _ builder: inout ModelBuilder, _ x: ModelBuilder.Value, _ stride: Int
  ) throws(GraphError) -> ModelBuilder.Value {
    var y = try builder.convolution(x, "conv1", outputs: channels, .init(stride: stride))
    y = try builder.relu(builder.normalized(y, "bn1", if: isNormalized))
    y = try builder.convolution(y, "conv2", outputs: channels)
    y = try builder.normalizedBranch(y, "bn2", if: isNormalized)
    let kept = try builder.shortcut(
      x, outputs: channels, stride: stride, isNormalized: isNormalized)
    return try builder.relu(builder.sum(y, kept))
  }

  /// Each convolution reads what is normalized and activated; where the shape changes, so does the
  /// shortcut.
  private func before(
    _ builder: inout ModelBuilder, _ x: ModelBuilder.Value, _ stride: Int
  ) throws(GraphError) -> ModelBuilder.Value {
    let ready = try builder.relu(builder.normalized(x, "bn1", if: isNormalized))
    var y = try builder.convolution(ready, "conv1", outputs: channels, .init(stride: stride))
    y = try builder.relu(builder.normalized(y, "bn2", if: isNormalized))
    y = try builder.convolution(y, "conv2", outputs: channels)
    let changes = stride != 1 || x.extents[1] != channels
    let kept = try builder.shortcut(
      changes ? ready : x, outputs: channels, stride: stride, isNormalized: false)
    return try builder.sum(y, kept)
  }
}
