// WideResNet: few residual blocks in front of each other, of many channels.

public import Graphs

/// Wide residual networks: three stages of `(depth - 4) / 6` blocks with activation in front.
///
/// The stages have `16 k`, `32 k` and `64 k` channels for the factor `k`, where 16 is `width`.
///
/// ## References
///
/// - S. Zagoruyko and N. Komodakis, *Wide Residual Networks*, BMVC 2016,
///   <https://arxiv.org/abs/1605.07146>.
public struct WideResNet: NamedArchitecture {
  public static let name = "wide-resnet"
  /// The number of convolutions in a row, `6 n + 4`.
  public var depth: Int
  /// The factor of the channels.
  public var factor: Int
  /// The channels of the first convolution.
  public var width: Int
  public var isNormalized: Bool
  public var head: ImageHead

  public init(
    depth: Int = 10, factor: Int = 2, width: Int = 8, isNormalized: Bool = true,
    head: ImageHead = .dense(256)
  ) {
    (self.depth, self.factor, self.width) = (depth, factor, width)
    (self.isNormalized, self.head) = (isNormalized, head)
  }

  public init(_ options: inout ArchitectureOptions) throws(TrainingError) {
    try self.init(
      depth: options.number("depth", 10), factor: options.number("factor", 2),
      width: options.number("width", 8), isNormalized: options.flag("normalized", true),
      head: options.head())
  }

  public func assemble(
    _ input: ModelBuilder.Value, outputs: Int, in builder: inout ModelBuilder
  ) throws(GraphError) -> ModelBuilder.Value {
    guard depth >= 10, depth % 6 == 4 else {
      throw .model("a wide residual network of depth \(depth), which is no 6 n + 4 from 10 on")
    }
    var x = try builder.convolution(input, "conv1", outputs: width)
    for index in 0..<3 {
      let block = ResidualBlock(
        channels: (width * factor) << index, isPreactivated: true, isNormalized: isNormalized)
      x = try builder.stage(
        x, "layer\(index + 1)", blocks: (depth - 4) / 6, stride: index == 0 ? 1 : 2,
        block.assemble)
    }
    x = try builder.relu(builder.normalized(x, "bn1", if: isNormalized))
    return try builder.head(x, head, outputs: outputs)
  }
}
