// BatchNormalizationOfVariables: batch normalization whose parameters vary, as products and sums.

public import Graphs
internal import Tensors

/// `(x - μ) / √(σ² + ε) · γ + β` for each channel where some parameter varies, as under weight
/// perturbation.
///
/// What stays constant is folded: with a fixed variance its root is one number a channel. A variance
/// that may come to `-ε` or below has no inverse root, and then no bound is finite.
public enum BatchNormalizationOfVariables: CompositeOperator {
  public static let onnxName = "BatchNormalization"
  public static let inputCounts = 5...5
  public static let bounding = "made of products and sums, where parameters vary"

  /// Where only the input varies, `BatchNormalization` scales each channel as one.
  public static func applies(to node: NodeReader, _ values: [GraphAssembly.Value]) -> Bool {
    values.dropFirst().contains { $0.isVariable }
  }

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let shape = try node.shape(0)
    try BatchNormalization.requireFixedStatistics(node)
    guard shape.count >= 2 else { throw node.invalid("no channels in \(shape)") }
    for index in 1..<5 where try node.shape(index) != [shape[1]] {
      throw node.invalid(
        "input \(index) has the shape \(try node.shape(index)) for \(shape[1]) channels")
    }
    let epsilon = try node.float("epsilon", default: 1e-5)
    let spread = try assembly.apply("Add", [values[4], assembly.number(epsilon)])
    let scale = try assembly.apply("Reciprocal", [try assembly.apply("Sqrt", [spread])])
    var parts: [GraphAssembly.Value] = []
    for list in [values[3], scale, values[1], values[2]] {
      parts.append(try assembly.byChannel(list, rank: shape.count))
    }
    let centered = try assembly.apply("Sub", [values[0], parts[0]])
    let normal = try assembly.scaled(centered, by: parts[1], offset: nil)
    return [try assembly.scaled(normal, by: parts[2], offset: parts[3])]
  }
}
