// OneHot: one value at the place that an index names, another elsewhere.

public import Graphs
public import Tensors

/// Gives each constant index an axis that holds the on-value at its place and the off-value elsewhere.
///
/// An index outside the axis has no place.
public enum OneHot: ConstantOperator {
  public static let onnxName = "OneHot"

  public static func value(_ node: NodeReader) throws(GraphError) -> Tensor {
    let indices = try node.requiredConstant(0, "indices").converted(to: .int64)
    let depths = try node.requiredConstant(1, "depth")
    let values = try node.requiredConstant(2, "values")
    guard depths.count == 1, values.shape == [2], depths.scalar > 0 else {
      throw node.invalid("its depth or its values")
    }
    let depth = Int(depths.scalar)
    let axis = try node.axis(try node.int("axis", default: -1), rank: indices.rank + 1)
    var shape = indices.shape
    shape.insert(depth, at: axis)
    shape = try node.checked(shape)
    var ones = [Int](repeating: 1, count: shape.count)
    ones[axis] = depth
    let places = Tensor.range(depth).reshaped(to: ones)
    let fromStart = indices.selected(
      where: indices .>= 0, else: indices + Tensor(shape: [], scalars: [depth]))
    let isHot = places .== fromStart.addingAxis(axis)
    let (off, on) = (values.slice(0..<1), values.slice(1..<2))
    return on.reshaped(to: []).selected(where: isHot, else: off.reshaped(to: [])).contiguous
  }
}
