// ImageLayers: what residual and dense networks are made of: blocks in stages, shortcuts, heads.

public import Graphs
internal import Tensors

/// What stands between the features of an image and the outputs.
public enum ImageHead: Sendable, Hashable {
  /// The mean over space.
  case average
  /// All features, and a hidden layer of so many units, as certified training has it.
  case dense(Int)
}

extension ModelBuilder {
  /// The outputs, from features `[1, channels, height, width]`.
  ///
  /// Layers `linear`, or `linear1` and `linear2`.
  mutating func head(
    _ x: Value, _ head: ImageHead, outputs: Int
  ) throws(GraphError) -> Value {
    switch head {
    case .average: return try linear(globalAverage(x), "linear", outputs: outputs)
    case .dense(let units):
      let hidden = try relu(linear(flattened(x), "linear1", outputs: units))
      return try linear(hidden, "linear2", outputs: outputs)
    }
  }

  /// A normalization where the network has any.
  mutating func normalized(
    _ x: Value, _ name: String, if isNormalized: Bool
  ) throws(GraphError) -> Value {
    isNormalized ? try batchNormalization(x, name) : x
  }

  /// The normalization at the end of a residual branch, where the network has any.
  ///
  /// The weights of ``Initialization/ibp`` keep the width of an interval, but scale numbers down; a
  /// normalization makes those as large as before and the interval wider, in each layer by about the
  /// square root of the terms of a sum. A factor of zero lets a network of blocks start with the
  /// widths of its shortcuts.
  ///
  /// ## References
  ///
  /// - P. Goyal et al., *Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour*, 2017, section
  ///   5.1, <https://arxiv.org/abs/1706.02677>.
  mutating func normalizedBranch(
    _ x: Value, _ name: String, if isNormalized: Bool
  ) throws(GraphError) -> Value {
    isNormalized ? try batchNormalization(x, name, scale: .branchScale) : x
  }

  /// The blocks of a stage, `layerN.0`, `layerN.1` ..., of which the first steps by `stride`.
  mutating func stage(
    _ x: Value, _ name: String, blocks: Int, stride: Int,
    _ block: (inout ModelBuilder, Value, _ stride: Int) throws(GraphError) -> Value
  ) throws(GraphError) -> Value {
    var x = x
    for index in 0..<blocks {
      x = try within("\(name).\(index)") { builder throws(GraphError) in
        try block(&builder, x, index == 0 ? stride : 1)
      }
    }
    return x
  }

  /// A convolution of single elements, `shortcut.0`, where the channels or the stride differ.
  mutating func shortcut(
    _ x: Value, outputs: Int, stride: Int, isNormalized: Bool
  ) throws(GraphError) -> Value {
    guard stride != 1 || x.extents[1] != outputs else { return x }
    let turned = try convolution(
      x, "shortcut.0", outputs: outputs, .init(kernel: 1, stride: stride, padding: 0))
    return try normalized(turned, "shortcut.1", if: isNormalized)
  }

  /// Values beside each other on an axis.
  public mutating func joined(_ values: [Value], axis: Int) throws(GraphError) -> Value {
    try apply("Concat", values, ["axis": .int(axis)])
  }
}
