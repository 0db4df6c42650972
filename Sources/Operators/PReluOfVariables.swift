// PReluOfVariables: PRelu whose slopes vary, as two rectifiers and a product.

public import Graphs

/// `max(x, 0) - slope · max(-x, 0)` where the slope varies too, as under weight perturbation.
public enum PReluOfVariables: CompositeOperator {
  public static let onnxName = "PRelu"
  public static let inputCounts = 2...2
  public static let bounding = "made of rectifiers and a product, where the slope varies"

  /// Where only the input varies, `PRelu` does it as one.
  public static func applies(to node: NodeReader, _ values: [GraphAssembly.Value]) -> Bool {
    values.count == 2 && values[1].isVariable
  }

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let shape = try node.shape(0)
    guard try node.broadcast(try node.shape(1), shape) == shape else {
      throw node.invalid(
        "the slope of shape \(try node.shape(1)) does not broadcast to \(shape)")
    }
    let above = try assembly.apply("Relu", [values[0]])
    let below = try assembly.apply("Relu", [try assembly.apply("Neg", [values[0]])])
    return [
      try assembly.apply("Sub", [above, try assembly.apply("Mul", [values[1], below])])
    ]
  }
}
