// Layers: dense, convolution, normalization and pooling, stated on a builder.

public import Graphs
internal import Tensors

extension ModelBuilder {
  /// The dense layer `y = x Wᵀ + b` on `[1, inputs]`, or on the last axis of more.
  ///
  /// Parameters `weight` `[outputs, inputs]` and `bias` `[outputs]`.
  public mutating func linear(
    _ x: Value, _ name: String, outputs: Int, hasBias: Bool = true
  ) throws(GraphError) -> Value {
    let inputs = x.extents.last ?? 0
    return try within(name) { builder throws(GraphError) in
      let weight = try builder.parameter(
        "weight", [outputs, inputs], .weight(fanIn: inputs, fanOut: outputs))
      let bias =
        hasBias ? try builder.parameter("bias", [outputs], .bias(fanIn: inputs)) : .absent
      guard x.extents.count != 2 else {
        let operands = hasBias ? [x, weight, bias] : [x, weight]
        return try builder.apply("Gemm", operands, ["transB": .int(1)])
      }
      let turned = try builder.apply("Transpose", [weight], ["perm": .ints([1, 0])])
      let product = try builder.apply("MatMul", [x, turned])
      return hasBias ? try builder.apply("Add", [product, bias]) : product
    }
  }

  /// How a convolution steps over space.
  public struct Convolution: Sendable, Hashable {
    public var kernel = 3
    public var stride = 1
    public var padding = 1
    public var groups = 1
    public var hasBias = true

    public init(
      kernel: Int = 3, stride: Int = 1, padding: Int = 1, groups: Int = 1, hasBias: Bool = true
    ) {
      (self.kernel, self.stride, self.padding) = (kernel, stride, padding)
      (self.groups, self.hasBias) = (groups, hasBias)
    }
  }

  /// The convolution of `[1, channels, height, width]`.
  ///
  /// Parameters `weight` `[outputs, channels / groups, kernel, kernel]` and `bias` `[outputs]`.
  public mutating func convolution(
    _ x: Value, _ name: String, outputs: Int, _ options: Convolution = Convolution()
  ) throws(GraphError) -> Value {
    let channels = x.extents.count == 4 ? x.extents[1] : 0
    guard channels > 0, options.groups > 0, channels % options.groups == 0 else {
      throw .model("\(path(name)): a convolution in \(options.groups) groups of \(x.extents)")
    }
    let (kernel, groups) = (options.kernel, options.groups)
    let terms = channels / groups * kernel * kernel
    return try within(name) { builder throws(GraphError) in
      let weight = try builder.parameter(
        "weight", [outputs, channels / groups, kernel, kernel],
        .weight(fanIn: terms, fanOut: outputs / groups * kernel * kernel))
      var operands = [x, weight]
      if options.hasBias {
        operands.append(try builder.parameter("bias", [outputs], .bias(fanIn: terms)))
      }
      return try builder.apply(
        "Conv", operands,
        [
          "strides": .ints([options.stride, options.stride]), "group": .int(groups),
          "pads": .ints([Int](repeating: options.padding, count: 4)),
        ])
    }
  }

  /// Batch normalization of the second axis.
  ///
  /// With a batch the statistics are those of the batch, and bounds see the same ones: what an
  /// interval becomes is what its points become. Parameters as in PyTorch.
  ///
  /// - `role`: `.branchScale` where it ends a residual branch whose sum nothing normalizes again.
  ///
  /// ## References
  ///
  /// - S. Ioffe and C. Szegedy, *Batch Normalization*, ICML 2015, <https://arxiv.org/abs/1502.03167>.
  /// - Z. Shi et al., *Fast Certified Robust Training with Short Warmup*, NeurIPS 2021, section 4.2,
  ///   <https://arxiv.org/abs/2103.17268>.
  public mutating func batchNormalization(
    _ x: Value, _ name: String, scale role: Parameter.Role = .scale
  ) throws(GraphError) -> Value {
    let channels = x.extents.count > 1 ? x.extents[1] : 0
    return try within(name) { builder throws(GraphError) in
      let scale = try builder.parameter("weight", [channels], role)
      let offset = try builder.parameter("bias", [channels], .offset)
      let mean = try builder.parameter("running_mean", [channels], .runningMean)
      let variance = try builder.parameter("running_var", [channels], .runningVariance)
      guard let batch = builder.batchValue(of: x) else {
        return try builder.apply("BatchNormalization", [x, scale, offset, mean, variance])
      }
      let met = BatchStatistics.of(
        batch, layer: builder.path(""), scale, offset, builder.replicas)
      builder.record(met.statistics)
      return try builder.apply(
        "BatchNormalization",
        [x, scale, offset, .constant(met.statistics.mean), .constant(met.statistics.variance)],
        knowing: met.output)
    }
  }

  public mutating func relu(_ x: Value) throws(GraphError) -> Value { try apply("Relu", [x]) }

  /// All elements of a sample in one row, `[1, elements]`.
  public mutating func flattened(_ x: Value) throws(GraphError) -> Value {
    try x.extents.count == 2 ? x : apply("Flatten", [x])
  }

  /// The mean over space, `[1, channels]`.
  public mutating func globalAverage(_ x: Value) throws(GraphError) -> Value {
    try flattened(apply("GlobalAveragePool", [x]))
  }

  public mutating func averagePool(_ x: Value, kernel: Int) throws(GraphError) -> Value {
    let extents = AttributeValue.ints([kernel, kernel])
    return try apply("AveragePool", [x], ["kernel_shape": extents, "strides": extents])
  }

  public mutating func sum(_ x: Value, _ y: Value) throws(GraphError) -> Value {
    try apply("Add", [x, y])
  }
}
