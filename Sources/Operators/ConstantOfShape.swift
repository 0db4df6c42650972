// ConstantOfShape: one number in every place of a shape.

public import Graphs
public import Tensors

/// A tensor of a constant shape that holds one number, zero by default.
public enum ConstantOfShape: ConstantOperator {
  public static let onnxName = "ConstantOfShape"

  public static func value(_ node: NodeReader) throws(GraphError) -> Tensor {
    guard let list = try node.intList(0, "shape") else { throw node.invalid("no shape is given") }
    let shape = try node.checked(list)
    let number: Tensor
    switch node.attributes["value"] {
    case .tensor(let tensor):
      guard tensor.count == 1 else { throw node.invalid("its value is not one number") }
      number = tensor.scalarType.isFloatingPoint ? tensor.converted(to: node.scalarType) : tensor
    case nil: number = Tensor(0, as: node.scalarType)
    default: throw node.invalid("its value is no tensor")
    }
    return number.reshaped(to: []).expanded(to: shape).contiguous
  }
}
