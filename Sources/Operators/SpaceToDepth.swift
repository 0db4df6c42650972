// SpaceToDepth: blocks of pixels rearranged to channels.

public import Graphs
internal import Tensors

/// Moves squares of pixels to channels.
public struct SpaceToDepth: Assembly {
  public static let onnxName = "SpaceToDepth"

  public let elements: AssembledElements

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    let size = try node.int("blocksize")
    guard shape.count == 4, size > 0, shape[2] % size == 0, shape[3] % size == 0 else {
      throw node.invalid("blocks of \(size) in a value \(shape)")
    }
    let (height, width) = (shape[2] / size, shape[3] / size)
    let moved = Tensor.range(shape.reduce(1, *))
      .reshaped(to: [shape[0], shape[1], height, size, width, size]).permuted([0, 3, 5, 1, 2, 4])
    elements = try AssembledElements(
      node, operands: 1,
      places: moved.reshaped(to: [shape[0], shape[1] * size * size, height, width]))
  }
}
