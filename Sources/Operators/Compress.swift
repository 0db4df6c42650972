// Compress: the slices of one axis, or the elements, that a constant condition keeps.

public import Graphs
internal import Tensors

/// Keeps the slices of an axis where a constant condition holds; without an axis, the elements.
public struct Compress: Assembly {
  public static let onnxName = "Compress"
  public static let inputCounts = 2...2

  public let elements: AssembledElements

  public init(_ node: NodeReader) throws(GraphError) {
    var shape = try node.shape(0)
    let condition = try node.requiredConstant(1, "condition").scalars(as: Bool.self)
    let all: Tensor
    let axis: Int
    if node.attributes["axis"] == nil {
      (all, axis, shape) = (.range(shape.reduce(1, *)), 0, [shape.reduce(1, *)])
    } else {
      axis = try node.axis(try node.int("axis"), rank: shape.count)
      all = Tensor.range(shape.reduce(1, *)).reshaped(to: shape)
    }
    guard axis < shape.count, condition.count <= shape[axis] else {
      throw node.invalid("a condition of \(condition.count) on an axis of the shape \(shape)")
    }
    let kept = condition.indices.filter { condition[$0] }
    elements = try AssembledElements(
      node, operands: 1, places: all.selecting(Tensor(kept), along: axis))
  }
}
