// Size: how many elements a value has.

public import Graphs
public import Tensors

/// The number of elements of a value for one sample.
public enum Size: ConstantOperator {
  public static let onnxName = "Size"

  public static func value(_ node: NodeReader) throws(GraphError) -> Tensor {
    Tensor(shape: [], scalars: [try node.shape(0).reduce(1, *)])
  }
}
