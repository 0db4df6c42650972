// GatherElements: for each place of the indices, one element of its line along an axis.

public import Graphs
internal import Tensors

/// Takes `y[…, i, …] = x[…, indices[…, i, …], …]` by constant indices.
public struct GatherElements: Assembly {
  public static let onnxName = "GatherElements"
  public static let inputCounts = 2...2

  public let elements: AssembledElements

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    let axis = try node.axis(try node.int("axis", default: 0), rank: shape.count)
    let indices = try ElementIndices(node, input: 1, shape: shape, axis: axis)
    elements = try AssembledElements(node, operands: 1, places: indices.places)
  }
}

/// Constant indices along one axis of a value, and the places that they name.
struct ElementIndices {
  /// The flat places, of the shape of the indices.
  let places: Tensor

  init(_ node: NodeReader, input: Int, shape: [Int], axis: Int) throws(GraphError) {
    let indices = try node.wholeIndices(input, "indices")
    guard indices.rank == shape.count, axis < shape.count,
      shape.indices.allSatisfy({ $0 == axis || indices.shape[$0] <= shape[$0] })
    else { throw node.invalid("indices of shape \(indices.shape) for a value \(shape)") }
    let extent = shape[axis]
    guard !((indices .< Double(-extent)) .| (indices .>= Double(extent))).isTrueSomewhere else {
      throw node.invalid("an index outside axis \(axis) of the shape \(shape)")
    }
    let fromStart = indices.selected(
      where: indices .>= 0, else: indices + Tensor(shape: [], scalars: [extent]))
    // The other axes keep their places: cut the value to the indices there, and gather.
    var all = Tensor.range(shape.reduce(1, *)).reshaped(to: shape)
    for other in shape.indices where other != axis {
      all = all.slice(0..<indices.shape[other], along: other)
    }
    places = all.gathering(fromStart, along: axis)
  }
}

extension NodeReader {
  /// A constant tensor of whole numbers that must be there.
  func wholeIndices(_ index: Int, _ role: String) throws(GraphError) -> Tensor {
    let tensor = try requiredConstant(index, role)
    guard tensor.scalarType == .int64 else { throw invalid("its \(role) are not whole") }
    return tensor
  }
}
