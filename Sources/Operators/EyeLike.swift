// EyeLike: ones on a diagonal, in the shape of another matrix.

public import Graphs
public import Tensors

/// A matrix of the shape of another with ones on its `k`-th diagonal.
public enum EyeLike: ConstantOperator {
  public static let onnxName = "EyeLike"

  public static func value(_ node: NodeReader) throws(GraphError) -> Tensor {
    let shape = try node.shape(0)
    guard shape.count == 2 else { throw node.invalid("a value of rank \(shape.count)") }
    let diagonal = Tensor(shape: [], scalars: [try node.int("k", default: 0)])
    let offsets =
      Tensor.range(shape[1]).reshaped(to: [1, shape[1]])
      - Tensor.range(shape[0]).reshaped(to: [shape[0], 1])
    return (offsets .== diagonal).converted(to: try type(node))
  }

  private static func type(_ node: NodeReader) throws(GraphError) -> ScalarType {
    guard node.attributes["dtype"] != nil else {
      if case .constant(let tensor) = node.operand(0) { return tensor.scalarType }
      return node.scalarType
    }
    switch try node.int("dtype") {
    case 1, 10, 11, 16: return node.scalarType
    case 9: return .bool
    case 2...7, 12, 13: return .int64
    case let code: throw node.unsupported("the element type \(code)")
    }
  }
}
