// LpNormalization: y = x / ‖x‖ along an axis, in the norm of p = 1 or 2.

public import Graphs
internal import Tensors

/// A value over its norm along one axis, which is never beyond one.
///
/// For `p = 2` it is a `RMSNormalization` with `ε = 0`.
public enum LpNormalization: CompositeOperator {
  public static let onnxName = "LpNormalization"

  public static func assemble(
    _ node: NodeReader, _ values: [GraphAssembly.Value], in assembly: inout GraphAssembly
  ) throws(GraphError) -> [GraphAssembly.Value] {
    let shape = try node.shape(0)
    let axis = try node.axis(try node.int("axis", default: -1), rank: shape.count)
    switch try node.int("p", default: 2) {
    case 1:
      let norm = try assembly.apply("ReduceL1", [values[0]], ["axes": .ints([axis])])
      let quotient = try assembly.apply("Div", [values[0], norm])
      return [try assembly.limited(quotient, to: 1 + 1e-5)]
    case 2:
      var order = Array(shape.indices)
      order.swapAt(axis, shape.count - 1)
      let swap = ["perm": AttributeValue.ints(order)]
      let isLast = axis == shape.count - 1
      let moved = isLast ? values[0] : try assembly.apply("Transpose", [values[0]], swap)
      let normal = try assembly.apply(
        RMSNormalization.onnxName, [moved], ["axis": .int(-1), "epsilon": .float(0)])
      let result = try assembly.apply(
        "Mul", [normal, assembly.number(1 / Double(max(shape[axis], 1)).squareRoot())])
      return [isLast ? result : try assembly.apply("Transpose", [result], swap)]
    case let order:
      throw node.unsupported("the norm of p = \(order)")
    }
  }
}

extension GraphAssembly {
  /// A value that lies between `-limit` and `limit` by its nature, which its bounds need not show.
  mutating func limited(_ x: Value, to limit: Double) throws(GraphError) -> Value {
    guard opset >= 11 else {
      return try apply("Clip", [x], ["min": .float(-limit), "max": .float(limit)])
    }
    return try apply("Clip", [x, number(-limit), number(limit)])
  }
}
