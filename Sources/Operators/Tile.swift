// Tile: the value repeated along its axes.

public import Graphs
internal import Tensors

/// Repeats the whole value along each axis.
public struct Tile: AxisMovement {
  public static let onnxName = "Tile"
  public static let inputCounts = 2...2

  public let inputShape: [Int]
  public let outputShape: [Int]
  public let selections: [AxisSelection]

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    guard let repeats = try node.intList(1, "repeats"), repeats.count == shape.count,
      repeats.allSatisfy({ (0...NodeReader.elementLimit).contains($0) })
    else { throw node.invalid("its repeats are not one count for each of \(shape.count) axes") }
    let output = try node.checked(zip(shape, repeats).map { $0 * $1 })
    inputShape = shape
    outputShape = output
    selections = shape.indices.filter { repeats[$0] != 1 }.map { axis in
      AxisSelection(
        axis: axis, extent: shape[axis], indices: (0..<output[axis]).map { $0 % shape[axis] })
    }
  }
}
