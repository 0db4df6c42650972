// PlainNetworks: the perceptron and the convolutional networks of the certified training papers.

public import Graphs

/// Dense layers with ReLU between them.
public struct MLP: NamedArchitecture {
  public static let name = "mlp"
  public var widths: [Int]

  public init(widths: [Int] = [256, 256]) { self.widths = widths }

  public init(_ options: inout ArchitectureOptions) throws(TrainingError) {
    try self.init(
      widths: options.numbers("widths", [256, 256]))
  }

  public func assemble(
    _ input: ModelBuilder.Value, outputs: Int, in builder: inout ModelBuilder
  ) throws(GraphError) -> ModelBuilder.Value {
    var x = try builder.flattened(input)
    for (index, width) in widths.enumerated() {
      x = try builder.relu(builder.linear(x, "layers.\(index)", outputs: width))
    }
    return try builder.linear(x, "layers.\(widths.count)", outputs: outputs)
  }
}

/// Four convolutions, alternating strides 1 and 2, and two hidden dense layers.
///
/// At `width` 32 it is the *large* network of Wong et al. (2018); at 8 it trains in minutes.
///
/// ## References
///
/// - E. Wong et al., *Scaling provable adversarial defenses*, NeurIPS 2018,
///   <https://arxiv.org/abs/1805.12514>.
public struct CNN4: NamedArchitecture {
  public static let name = "cnn4"
  /// The channels of the first two convolutions; the others have twice as many.
  public var width: Int
  /// The units of the dense layers.
  public var denseWidth: Int

  public init(width: Int = 16, denseWidth: Int = 256) {
    (self.width, self.denseWidth) = (width, denseWidth)
  }

  public init(_ options: inout ArchitectureOptions) throws(TrainingError) {
    try self.init(
      width: options.number("width", 16), denseWidth: options.number("dense", 256))
  }

  public func assemble(
    _ input: ModelBuilder.Value, outputs: Int, in builder: inout ModelBuilder
  ) throws(GraphError) -> ModelBuilder.Value {
    var x = input
    let strides = [(3, 1), (4, 2), (3, 1), (4, 2)]
    for (index, (kernel, stride)) in strides.enumerated() {
      x = try builder.convolution(
        x, "conv\(index + 1)", outputs: index < 2 ? width : 2 * width,
        .init(kernel: kernel, stride: stride))
      x = try builder.relu(x)
    }
    x = try builder.flattened(x)
    for index in 1...2 {
      x = try builder.relu(builder.linear(x, "fc\(index)", outputs: denseWidth))
    }
    return try builder.linear(x, "fc3", outputs: outputs)
  }
}

/// Five convolutions with batch normalization and one hidden dense layer: CNN-7.
///
/// ## References
///
/// - Z. Shi et al., *Fast Certified Robust Training with Short Warmup*, NeurIPS 2021,
///   <https://arxiv.org/abs/2103.17268>.
public struct CNN7: NamedArchitecture {
  public static let name = "cnn7"
  /// The channels of the first two convolutions; the others have twice as many.
  public var width: Int
  public var denseWidth: Int
  public var isNormalized: Bool

  public init(width: Int = 64, denseWidth: Int = 512, isNormalized: Bool = true) {
    (self.width, self.denseWidth, self.isNormalized) = (width, denseWidth, isNormalized)
  }

  public init(_ options: inout ArchitectureOptions) throws(TrainingError) {
    try self.init(
      width: options.number("width", 64), denseWidth: options.number("dense", 512),
      isNormalized: options.flag("normalized", true))
  }

  public func assemble(
    _ input: ModelBuilder.Value, outputs: Int, in builder: inout ModelBuilder
  ) throws(GraphError) -> ModelBuilder.Value {
    var x = input
    for (index, stride) in [1, 1, 2, 1, 1].enumerated() {
      x = try builder.convolution(
        x, "conv\(index + 1)", outputs: index < 2 ? width : 2 * width, .init(stride: stride))
      if isNormalized { x = try builder.batchNormalization(x, "bn\(index + 1)") }
      x = try builder.relu(x)
    }
    x = try builder.linear(builder.flattened(x), "fc1", outputs: denseWidth)
    if isNormalized { x = try builder.batchNormalization(x, "bn6") }
    return try builder.linear(builder.relu(x), "fc2", outputs: outputs)
  }
}
