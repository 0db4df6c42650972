// Shape: the extents of a value.

public import Graphs
public import Tensors

/// The shape of a value for one sample, or the part of it from `start` to `end`: whole numbers.
public enum Shape: ConstantOperator {
  public static let onnxName = "Shape"

  public static func value(_ node: NodeReader) throws(GraphError) -> Tensor {
    let shape = try node.shape(0)
    let clamped = { (axis: Int) in
      max(0, min(shape.count, axis < 0 ? axis + shape.count : axis))
    }
    let start = clamped(try node.int("start", default: 0))
    let end = clamped(try node.int("end", default: shape.count))
    return Tensor(Array(shape[start..<max(start, end)]))
  }
}
