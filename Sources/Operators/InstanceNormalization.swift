// InstanceNormalization: each channel less its mean, over its deviation, scaled and shifted.

public import Graphs

/// Standardizes the spatial axes of each channel.
public enum InstanceNormalization: CompositeOperator {
  public static let onnxName = "InstanceNormalization"
  public static let inputCounts = 3...3

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let rank = try node.shape(0).count
    guard rank >= 3 else {
      throw node.invalid("the shape \(try node.shape(0)) has no spatial axis")
    }
    let normal = try assembly.standardized(
      values[0], from: 2, epsilon: try node.float("epsilon", default: 1e-5))
    return [
      try assembly.scaled(
        normal, by: try assembly.byChannel(values[1], rank: rank),
        offset: try assembly.byChannel(values[2], rank: rank))
    ]
  }
}
