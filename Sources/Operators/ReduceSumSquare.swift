// ReduceSumSquare: y = Σᵢ xᵢ² along axes.

public import Graphs

/// The sum of the squares along the axes named, or along all.
public enum ReduceSumSquare: CompositeOperator {
  public static let onnxName = "ReduceSumSquare"
  public static let inputCounts = 1...2

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let squares = try assembly.apply("Pow", [values[0], assembly.number(2)])
    return [try assembly.apply("ReduceSum", [squares] + values.dropFirst(), node.attributes)]
  }
}
