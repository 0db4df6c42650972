// GlobalLpPool: the norm of each channel.

public import Graphs

/// Takes the norm of `p = 1` or `2` over all spatial axes, those behind the batch and the channels.
public enum GlobalLpPool: CompositeOperator {
  public static let onnxName = "GlobalLpPool"

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let shape = try node.shape(0)
    guard shape.count >= 3 else { throw node.invalid("the shape \(shape) has no spatial axis") }
    let axes = ["axes": AttributeValue.ints(Array(2..<shape.count))]
    switch try node.int("p", default: 2) {
    case 1: return [try assembly.apply("ReduceL1", [values[0]], axes)]
    case 2: return [try assembly.apply("ReduceL2", [values[0]], axes)]
    case let order: throw node.unsupported("the norm of p = \(order)")
    }
  }
}
