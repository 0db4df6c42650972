// ScaledRMSNormalization: RMSNormalization with its scale, as a product behind it.

public import Graphs

/// Elements over the root of the mean of their squares, times a constant or a value.
public enum ScaledRMSNormalization: CompositeOperator {
  public static let onnxName = "RMSNormalization"
  public static let inputCounts = 1...2

  /// Without a scale it is one operator.
  public static func applies(to node: NodeReader, _ values: [GraphAssembly.Value]) -> Bool {
    values.count > 1
  }

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let normal = try assembly.apply(RMSNormalization.onnxName, [values[0]], node.attributes)
    return [try assembly.scaled(normal, by: values[1], offset: nil)]
  }
}
