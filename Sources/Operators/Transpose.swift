// Transpose: the axes in another order.

public import Graphs
public import Tensors

/// Permutes the axes: axis `i` of the output is axis `perm[i]` of the input; reversed by default.
public struct Transpose: DataMovement {
  public static let onnxName = "Transpose"

  public let inputShape: [Int]
  private let order: [Int]

  public init(_ node: NodeReader) throws(GraphError) {
    inputShape = try node.shape(0)
    order = try node.ints("perm", default: inputShape.indices.reversed())
    guard order.sorted() == Array(inputShape.indices) else {
      throw node.invalid("perm \(order) is no order of \(inputShape.count) axes")
    }
  }

  public var outputShape: [Int] { order.map { inputShape[$0] } }
  public var mixing: Mixing { .none }

  public func move(_ x: Tensor) -> Tensor { x.permuted([0] + order.map { $0 + 1 }) }

  public func moveBack(_ a: Tensor) -> Tensor {
    var inverse = order
    for (place, axis) in order.enumerated() { inverse[axis] = place }
    return a.permuted([0] + inverse.map { $0 + 1 })
  }
}
