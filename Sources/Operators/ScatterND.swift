// ScatterND: slices written, or added, where constant index vectors say.

public import Graphs

/// A copy of the value with the updates in the slices that constant index vectors name.
public struct ScatterND: Scattering {
  public static let onnxName = "ScatterND"
  public static let bounding = "movement: exact"

  public let scattered: ScatteredElements

  public init(_ node: NodeReader) throws(GraphError) {
    let vectors = try IndexVectors(node, input: 1, shape: try node.shape(0))
    scattered = try ScatteredElements(node, places: vectors.places)
  }
}
