// NonZero: the places of the elements that are not zero.

public import Graphs
public import Tensors

/// The index vectors of the elements of a constant that are not zero, one a column.
public enum NonZero: ConstantOperator {
  public static let onnxName = "NonZero"

  public static func value(_ node: NodeReader) throws(GraphError) -> Tensor {
    let value = try node.requiredConstant(0, "value")
    // A number alone counts as a list of one.
    let list = value.rank == 0 ? value.reshaped(to: [1]) : value
    return list.indicesOfNonzero.transposed(0, 1).contiguous
  }
}
