// ReduceL1: y = Σᵢ |xᵢ| along axes.

public import Graphs

/// The sum of the magnitudes along the axes named, or along all.
public enum ReduceL1: CompositeOperator {
  public static let onnxName = "ReduceL1"
  public static let inputCounts = 1...2

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let magnitudes = try assembly.apply("Abs", [values[0]])
    return [
      try assembly.apply("ReduceSum", [magnitudes] + values.dropFirst(), node.attributes)
    ]
  }
}
