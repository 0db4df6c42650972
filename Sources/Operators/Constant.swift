// Constant: a number that an attribute holds.

public import Graphs
public import Tensors

/// The value of an attribute: a tensor, or one number or a list.
public enum Constant: ConstantOperator {
  public static let onnxName = "Constant"

  public static func value(_ node: NodeReader) throws(GraphError) -> Tensor {
    let type = node.scalarType
    switch (node.attributes["value"], node.attributes["value_float"], node.attributes["value_int"])
    {
    case (.tensor(let tensor), _, _):
      return tensor.scalarType.isFloatingPoint ? tensor.converted(to: type) : tensor
    case (nil, .float(let number), _): return Tensor(number, as: type)
    case (nil, nil, .int(let number)): return Tensor(shape: [], scalars: [number])
    default: break
    }
    if let numbers = try node.floats("value_floats") {
      return Tensor(numbers).converted(to: type)
    }
    if let numbers = try node.ints("value_ints") { return Tensor(numbers) }
    let names = node.attributes.keys.sorted().joined(separator: ", ")
    throw node.unsupported("a constant by the attributes '\(names)'")
  }
}
