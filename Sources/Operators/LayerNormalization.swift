// LayerNormalization: y = (x - mean(x)) / √(var(x) + ε) · scale + offset.

public import Graphs

/// A value less its mean, over its deviation along the trailing axes: a `RMSNormalization` of what
/// is centred.
public enum LayerNormalization: CompositeOperator {
  public static let onnxName = "LayerNormalization"
  public static let inputCounts = 2...3

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    guard node.outputIndex == 0 else {
      throw node.unsupported("its outputs of the mean and the deviation")
    }
    let axis = try node.axis(
      try node.int("axis", default: -1), rank: try node.shape(0).count)
    let normal = try assembly.standardized(
      values[0], from: axis, epsilon: try node.float("epsilon", default: 1e-5))
    let result = try assembly.scaled(
      normal, by: values[1], offset: values.count > 2 ? values[2] : nil)
    return [result] + [GraphAssembly.Value](repeating: .absent, count: node.outputCount - 1)
  }
}
