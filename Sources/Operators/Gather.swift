// Gather: the places on one axis that constant indices name.

public import Graphs
public import Tensors

/// Takes the slices of one axis that constant indices name.
///
/// The axes of the indices take the place of the axis.
public struct Gather: AxisMovement {
  public static let onnxName = "Gather"
  public static let inputCounts = 2...2

  public let inputShape: [Int]
  public let outputShape: [Int]
  public let selections: [AxisSelection]
  /// The output's shape with the axes of the indices as one.
  private let chosenShape: [Int]

  public init(_ node: NodeReader) throws(GraphError) {
    let shape = try node.shape(0)
    let indices = try node.requiredConstant(1, "indices")
    guard indices.scalarType == .int64 else { throw node.invalid("its indices are not whole") }
    let axis = try node.axis(try node.int("axis", default: 0), rank: shape.count)
    guard axis < shape.count else { throw node.invalid("a value of rank 0") }
    let output = Array(shape[..<axis]) + indices.shape + Array(shape[(axis + 1)...])
    outputShape = try node.checked(output)

    let extent = shape[axis]
    let places = indices.scalars(as: Int.self)
    for place in places where place < -extent || place >= extent {
      throw node.invalid("index \(place) on axis \(axis) of the shape \(shape)")
    }
    inputShape = shape
    selections = [
      AxisSelection(
        axis: axis, extent: extent, indices: places.map { $0 < 0 ? $0 + extent : $0 })
    ]
    chosenShape = Array(shape[..<axis]) + [places.count] + Array(shape[(axis + 1)...])
  }

  public func move(_ x: Tensor) -> Tensor {
    selections.move(x).reshaped(to: [x.shape[0]] + outputShape)
  }

  public func moveBack(_ a: Tensor) -> Tensor {
    selections.moveBack(a.reshaped(to: [a.shape[0]] + chosenShape))
  }
}
