// DepthToSpace: channels rearranged to blocks of pixels.

public import Graphs
internal import Tensors

/// Moves blocks of channels to squares of pixels, in either order (`DCR` or `CRD`).
public struct DepthToSpace: Assembly {
  public static let onnxName = "DepthToSpace"

  public let elements: AssembledElements

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    let size = try node.int("blocksize")
    let mode = try node.string("mode", default: "DCR")
    guard shape.count == 4, size > 0, shape[1] % (size * size) == 0 else {
      throw node.invalid("blocks of \(size) in a value \(shape)")
    }
    guard mode == "DCR" || mode == "CRD" else { throw node.invalid("the mode '\(mode)'") }
    let depth = shape[1] / (size * size)
    let all = Tensor.range(shape.reduce(1, *))
    let moved =
      mode == "DCR"
      ? all.reshaped(to: [shape[0], size, size, depth, shape[2], shape[3]])
        .permuted([0, 3, 4, 1, 5, 2])
      : all.reshaped(to: [shape[0], depth, size, size, shape[2], shape[3]])
        .permuted([0, 1, 4, 2, 5, 3])
    elements = try AssembledElements(
      node, operands: 1,
      places: moved.reshaped(to: [shape[0], depth, shape[2] * size, shape[3] * size]))
  }
}
