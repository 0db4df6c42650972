// GatherND: the slices that constant index vectors name.

public import Graphs
internal import Tensors

/// Takes the slice of the value that each constant index vector names; leading `batch_dims` axes are
/// shared by value and indices.
public struct GatherND: Assembly {
  public static let onnxName = "GatherND"
  public static let inputCounts = 2...2

  public let elements: AssembledElements

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    let vectors = try IndexVectors(
      node, input: 1, shape: shape, batchAxes: try node.int("batch_dims", default: 0))
    elements = try AssembledElements(node, operands: 1, places: vectors.places)
  }
}

/// Constant index vectors, and the places of the slices that they name.
struct IndexVectors {
  /// The flat places of all elements of all slices.
  let places: Tensor

  init(
    _ node: NodeReader, input: Int, shape: [Int], batchAxes: Int = 0
  ) throws(GraphError) {
    let indices = try node.wholeIndices(input, "indices")
    guard let length = indices.shape.last, batchAxes >= 0, batchAxes < indices.rank,
      length > 0, length + batchAxes <= shape.count,
      Array(indices.shape.prefix(batchAxes)) == Array(shape.prefix(batchAxes))
    else { throw node.invalid("indices of shape \(indices.shape) for a value \(shape)") }
    let named = Array(shape[batchAxes..<batchAxes + length])
    let rest = Array(shape[(batchAxes + length)...])
    let width = rest.reduce(1, *)
    let count = indices.count / max(length, 1)
    _ = try node.checked([count, width])
    let scalars = indices.scalars(as: Int.self)
    let batches = shape.prefix(batchAxes).reduce(1, *)
    var starts: [Int] = []
    for vector in 0..<count {
      var place = vector * batches / max(count, 1)
      for (axis, extent) in named.enumerated() {
        let index = scalars[vector * length + axis]
        guard index >= -extent, index < extent else {
          throw node.invalid("index \(index) on axis \(axis + batchAxes) of the shape \(shape)")
        }
        place = place * extent + (index < 0 ? index + extent : index)
      }
      starts.append(place * width)
    }
    let outer = Tensor(shape: [count, 1], scalars: starts)
    places = (outer + Tensor.range(width).reshaped(to: [1, width]))
      .reshaped(to: Array(indices.shape.dropLast()) + rest)
  }
}
