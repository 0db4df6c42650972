// Split: one part of an axis that is cut into parts.

public import Graphs
internal import Tensors

/// One output of a node that cuts an axis into parts, given by their sizes or by their number.
public struct Split: AxisMovement {
  public static let onnxName = "Split"
  public static let inputCounts = 1...2

  public let inputShape: [Int]
  public let outputShape: [Int]
  public let selections: [AxisSelection]
  public var mixing: Mixing { .none }

  public init(_ node: NodeReader) throws(GraphError) {
    try node.requireOnlyFirstVariable()
    let shape = try node.shape(0)
    let axis = try node.axis(try node.int("axis", default: 0), rank: shape.count)
    guard axis < shape.count else { throw node.invalid("a value of rank 0") }
    let extent = shape[axis]
    let sizes = try Self.sizes(node, extent: extent)
    guard sizes.allSatisfy({ (0...extent).contains($0) }), sizes.reduce(0, +) == extent else {
      throw node.invalid("the parts \(sizes) do not make up \(extent)")
    }
    guard node.outputCount == sizes.count else {
      throw node.invalid("\(node.outputCount) outputs of \(sizes.count) parts")
    }
    let start = sizes[..<node.outputIndex].reduce(0, +)
    let indices = Array(start..<start + sizes[node.outputIndex])
    selections = [AxisSelection(axis: axis, extent: extent, indices: indices)]
    var output = shape
    output[axis] = indices.count
    (inputShape, outputShape) = (shape, output)
  }

  /// The sizes given, or equal parts, one for each output; by `num_outputs` the last may be smaller.
  private static func sizes(_ node: NodeReader, extent: Int) throws(GraphError) -> [Int] {
    if let sizes = try node.intList(attribute: "split", orInput: 1) { return sizes }
    let isUneven = node.attributes["num_outputs"] != nil
    let count = isUneven ? try node.int("num_outputs") : node.outputCount
    guard count > 0, count <= 4096 else { throw node.invalid("\(count) parts") }
    let size = (extent + count - 1) / count
    let last = extent - size * (count - 1)
    guard last == size || (isUneven && last >= 0) else {
      throw node.invalid("\(extent) is not made up of \(count) parts")
    }
    return [Int](repeating: size, count: count - 1) + [last]
  }
}
