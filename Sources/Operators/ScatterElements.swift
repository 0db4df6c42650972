// ScatterElements: elements written, or added, where constant indices along an axis say.

public import Graphs

/// A copy of the value with the updates at `y[…, indices[…, i, …], …]` along an axis.
public struct ScatterElements: Scattering {
  public static let onnxName = "ScatterElements"
  public static let bounding = "movement: exact"

  public let scattered: ScatteredElements

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    let axis = try node.axis(try node.int("axis", default: 0), rank: shape.count)
    let indices = try ElementIndices(node, input: 1, shape: shape, axis: axis)
    scattered = try ScatteredElements(node, places: indices.places)
  }
}
