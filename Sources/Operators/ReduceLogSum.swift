// ReduceLogSum: y = log Σᵢ xᵢ along axes.

public import Graphs

/// The logarithm of the sum along the axes named, or along all.
public enum ReduceLogSum: CompositeOperator {
  public static let onnxName = "ReduceLogSum"
  public static let inputCounts = 1...2

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    [try assembly.apply("Log", [try assembly.apply("ReduceSum", values, node.attributes)])]
  }
}
