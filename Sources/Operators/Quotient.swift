// Quotient: Div by a value that varies, y = a · (1 / b).

public import Graphs

/// The quotient of a value or a constant by a value: the product with its reciprocal.
public enum Quotient: CompositeOperator {
  public static let onnxName = "Div"
  public static let inputCounts = 2...2
  public static let bounding =
    "the product with the reciprocal, where the divisor varies"

  public static func applies(to node: NodeReader, _ values: [GraphAssembly.Value]) -> Bool {
    values.count == 2 && values[1].isVariable
  }

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let reciprocal = try assembly.apply("Reciprocal", [values[1]])
    return [try assembly.apply("Mul", [values[0], reciprocal])]
  }
}
